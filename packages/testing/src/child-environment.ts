const NEEDED = ['PATH', 'NODE_COMPILE_CACHE'];

/** What a process that a test starts needs of this one's environment: where programs are, and what is compiled. */
export const childEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(NEEDED.map((name) => [name, process.env[name]]));
