/** Something in the files of an app that Make would refuse, or that would not work there. */
export interface Problem {
  readonly file: string;
  readonly message: string;
}
