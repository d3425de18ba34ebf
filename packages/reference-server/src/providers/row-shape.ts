/** A row of a job's results in the form of the provider's API. */
export type ResultRow = Readonly<Record<string, unknown>>;

/** A column of the dashboard's table. */
export interface RowColumn {
  /** The key of the value in a row. */
  readonly key: string;
  readonly title: string;
  /**
   * - `verdict`: a word of `verdictWords`
   * - `emails`: addresses with semicolons between, or a list of objects with `email` and `status`
   * - `bytes`: a number of bytes
   * - `yes-no`: a boolean
   *
   * @default text
   */
  readonly kind?: 'text' | 'number' | 'link' | 'verdict' | 'emails' | 'bytes' | 'yes-no';
}

/** A verdict on an address, such as `catch_all`, and the reason for it. */
export interface RowVerdict {
  readonly verdict: string;
  readonly reason: string | null;
}

/** A file with a row for each address. */
export interface AddressRows {
  /** @default those of the file of the job */
  readonly columns?: readonly string[];
  /** Returns a row for each address in a row of the job. */
  split(row: ResultRow): readonly ResultRow[];
}

/** How the dashboard shows the rows of a job. */
export interface RowShape {
  /** What one row and several rows are called. */
  readonly noun: readonly [one: string, many: string];
  /** The columns of the table. A file has all columns. */
  readonly columns: readonly RowColumn[];
  /** Returns the verdicts in a row. Absent when the job gives none. */
  readonly verdictsOf?: (row: ResultRow) => readonly RowVerdict[];
  /** Absent when each row has one address at most. */
  readonly addressRows?: AddressRows;
  /** Absent when the rows lie nowhere. */
  readonly places?: RowPlaces;
}

/** A point in degrees. */
export interface MapPoint {
  readonly lat: number;
  readonly lng: number;
}

export interface MapTown extends MapPoint {
  readonly name: string;
}

/** An area in degrees. `east` is greater than 180 when the area goes across the date line. */
export interface MapArea {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export interface PlacedRow {
  readonly point: MapPoint;
  /** Undefined when no town is near. */
  readonly town: string | undefined;
}

/** Where rows lie on the map. */
export interface RowPlaces {
  /** Returns the place of each row, or undefined for a row that names none. */
  locate(rows: readonly ResultRow[]): readonly (PlacedRow | undefined)[];
  /** Returns the largest towns of an area, the largest first. */
  townsIn(area: MapArea, most: number): readonly MapTown[];
}
