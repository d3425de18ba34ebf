type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the options that npm took for its own, because the command had no `--` before them. npm does not pass such an
 * option on, but sets the variable `npm_config_<name>`. `options` are names without dashes at their start.
 */
export function optionsThatNpmTook<Option extends string>(
  options: readonly Option[],
  environment: Environment,
): readonly Option[] {
  if (environment['npm_lifecycle_event'] === undefined) return [];
  return options.filter((option) => environment[`npm_config_${option.replaceAll('-', '_')}`] !== undefined);
}

export interface ForgottenDashes {
  /** The command as the user types it, such as `npm start`. */
  readonly command: string;
  /** The options that npm took, each as it is typed, such as `--query <text>`. */
  readonly options: readonly string[];
}

/** Returns the hint for a user who forgot the `--`. */
export function describeForgottenDashes({ command, options }: ForgottenDashes): string {
  const names = options.map((option) => option.split(' ')[0]).join(' and ');
  return `npm took ${names} for ${options.length === 1 ? 'an option of its own' : 'options of its own'}. Write -- before the options: ${command} -- ${options.join(' ')}`;
}
