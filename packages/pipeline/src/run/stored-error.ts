import { ZdjsmError } from '@zdjsm/core';
import type { StoredError } from '../store/store.ts';

/** What is kept of an error: its own words where it is ours, else only its kind. */
export function toStoredError(error: unknown): StoredError {
  if (ZdjsmError.is(error)) {
    return {
      code: error.code,
      message: error.message,
      remedy: error.remedy,
      request: error.request && `${error.request.method} ${error.request.url}`,
      status: error.status,
      outcome: error.outcome,
      answer: error.answer,
    };
  }
  return {
    code: 'UNEXPECTED',
    message: error instanceof Error ? `${error.name}: ${error.message}` : 'not an error',
    remedy: 'This is a defect of zdjsm: please report it with the journal of the run.',
  };
}
