import { ZdjsmError } from './zdjsm-error.ts';

/** A setting of the caller is wrong: found before anything is sent. */
export class ConfigurationError extends ZdjsmError {
  constructor(init: { setting: string; message: string; remedy: string; cause?: unknown }) {
    super({
      code: 'CONFIGURATION',
      message: `${init.setting}: ${init.message}`,
      remedy: init.remedy,
      outcome: 'not-sent',
      cause: init.cause,
    });
  }
}
