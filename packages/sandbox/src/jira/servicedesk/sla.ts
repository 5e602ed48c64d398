import type { Call } from '../api/call.ts';
import type { Issue } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { dateDto } from '../text/times.ts';

const METRICS = [
  { id: '1', name: 'Time to first response', goal: 4 * 3_600_000 },
  { id: '2', name: 'Time to resolution', goal: 24 * 3_600_000 },
] as const;

/** Clocks start when a request is made here: a past can't be written into them (facts § 3.6). */
export function slaDtos(site: Site, call: Call, issue: Issue) {
  return METRICS.map(({ id, name, goal }) => {
    const stop = issue.resolved;
    const elapsed = (stop ?? site.clock.now()) - issue.created;
    const cycle = {
      startTime: dateDto(issue.created),
      breachTime: dateDto(issue.created + goal),
      breached: elapsed > goal,
      goalDuration: durationDto(goal),
      elapsedTime: durationDto(elapsed),
      remainingTime: durationDto(goal - elapsed),
    };
    return {
      id,
      name,
      slaDisplayFormat: 'NEW_SLA_FORMAT',
      completedCycles: stop === undefined ? [] : [{ ...cycle, stopTime: dateDto(stop) }],
      ...(stop === undefined
        ? { ongoingCycle: { ...cycle, paused: false, withinCalendarHours: true } }
        : {}),
      _links: { self: `${call.base}/rest/servicedeskapi/request/${issue.id}/sla/${id}` },
    };
  });
}

function durationDto(millis: number) {
  const minutes = Math.floor(Math.abs(millis) / 60_000);
  const sign = millis < 0 ? '-' : '';
  return { millis, friendly: `${sign}${Math.floor(minutes / 60)}h ${minutes % 60}m` };
}
