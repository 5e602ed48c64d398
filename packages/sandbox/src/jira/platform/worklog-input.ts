import { z } from 'zod';
import { badRequest, invalidField } from '../api/refusal.ts';
import type { WorklogDraft } from '../domain/worklogs.ts';
import type { Doc } from '../model/issues.ts';
import type { Site } from '../site.ts';

export const WorklogInput = z.object({
  started: z.string().optional(),
  timeSpentSeconds: z.number().optional(),
  timeSpent: z.string().optional(),
  comment: z.unknown().optional(),
  properties: z.array(z.object({ key: z.string(), value: z.json() })).optional(),
});

const UNIT_SECONDS: Readonly<Record<string, number>> = { w: 144_000, d: 28_800, h: 3600, m: 60 };

export function worklogDraft(
  site: Site,
  input: z.infer<typeof WorklogInput>,
  read: (input: unknown, field: string) => Doc,
): WorklogDraft {
  const seconds = input.timeSpentSeconds ?? spokenSeconds(input.timeSpent);
  if (seconds === undefined || seconds < 60) {
    throw invalidField(
      'timeLogged',
      'You must indicate the time spent working: at least one minute.',
    );
  }
  return {
    seconds: Math.floor(seconds / 60) * 60,
    started: input.started === undefined ? site.clock.now() : startOf(input.started),
    comment: input.comment === undefined ? undefined : read(input.comment, 'comment'),
    properties: input.properties ?? [],
  };
}

/** `2021-01-17T12:34:00.000+0000`: milliseconds and a zone without a colon, or a 400. */
function startOf(text: string): number {
  const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{4}$/;
  if (!form.test(text) || Number.isNaN(time)) {
    throw badRequest(`Worklog must have a valid 'started' date: '${text}'.`);
  }
  return time;
}

function spokenSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([wdhm])/g)];
  return parts.reduce((sum, [, n, unit]) => sum + Number(n) * (UNIT_SECONDS[unit ?? ''] ?? 0), 0);
}
