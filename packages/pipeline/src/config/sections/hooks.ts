import { z } from 'zod';
import type { Hooks } from '../../mapping/hooks/hooks.ts';
import { name } from './basics.ts';

/** A method of another object, or a bound function, does not show its text: changes of it would go unseen. */
const isReadable = (hook: unknown): boolean => !String(hook).includes('[native code]');

function hook<N extends Exclude<keyof Hooks, 'version'>>() {
  return z
    .custom<NonNullable<Hooks[N]>>((value) => typeof value === 'function', {
      error:
        'has to be a function, which only a config in TypeScript or JavaScript can have: see docs/guides/mapping.md',
    })
    .optional();
}

/** Functions that set or change any field of the target: in TypeScript and JavaScript only. */
export const hooks = z
  .strictObject({
    /** Raise it when something has changed that the hooks call: only their own text is compared. */
    version: name.optional(),
    ticket: hook<'ticket'>(),
    comment: hook<'comment'>(),
    customer: hook<'customer'>(),
    organization: hook<'organization'>(),
    article: hook<'article'>(),
  })
  .refine(({ version, ...all }) => version !== undefined || Object.values(all).every(isReadable), {
    path: ['version'],
    message: 'is needed where a hook is a bound function, whose text nobody sees',
  })
  .prefault({});
