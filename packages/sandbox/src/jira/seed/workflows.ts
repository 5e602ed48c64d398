import type { Transition, Workflow } from '../model/configuration.ts';
import { RESOLUTIONS, RESOLVE_SCREEN, STATUSES } from './catalog.ts';

function statusId(name: string): string {
  const status = STATUSES.find((candidate) => candidate.name === name);
  if (!status) throw new Error(`no status ${name}`);
  return status.id;
}

interface Step {
  readonly id: string;
  readonly name: string;
  readonly from: readonly string[] | '*';
  readonly to: string;
  readonly asksResolution?: boolean;
  readonly onPortal?: boolean;
  /** A resolution that the transition sets by itself, or `none` to take it away. */
  readonly sets?: string;
}

function transition(step: Step): Transition {
  const resolutionId = RESOLUTIONS.find((resolution) => resolution.name === step.sets)?.id;
  return {
    id: step.id,
    name: step.name,
    from: step.from === '*' ? '*' : step.from.map(statusId),
    to: statusId(step.to),
    onPortal: step.onPortal ?? false,
    screen: step.asksResolution
      ? { id: RESOLVE_SCREEN, fieldIds: ['resolution', 'assignee'], requiredIds: ['resolution'] }
      : undefined,
    sets: step.sets === undefined ? undefined : { resolutionId },
  };
}

function workflow(
  id: string,
  name: string,
  statuses: readonly string[],
  steps: readonly Step[],
): Workflow {
  return {
    id,
    name,
    description: '',
    statusIds: statuses.map(statusId),
    transitions: steps.map(transition),
  };
}

export const SUPPORT_WORKFLOW = 'f0a1c0de-0000-4000-8000-000000000001';
export const IT_WORKFLOW = 'f0a1c0de-0000-4000-8000-000000000002';
export const SIMPLE_WORKFLOW = 'f0a1c0de-0000-4000-8000-000000000003';
export const SUBTASK_WORKFLOW = 'f0a1c0de-0000-4000-8000-000000000004';

/**
 * Each has something that a walker of workflows must master: targets some steps away, a screen that
 * asks for a resolution, a loop, a detour that re-opens, global transitions, an unreachable status.
 */
export const WORKFLOWS: readonly Workflow[] = [
  workflow(
    SUPPORT_WORKFLOW,
    'Support workflow',
    [
      'Waiting for support',
      'Waiting for customer',
      'In progress',
      'Pending',
      'Escalated',
      'Resolved',
      'Closed',
      'Canceled',
      // No transition leads there: left over from an older workflow.
      'Archived',
    ],
    [
      { id: '1', name: 'Create', from: [], to: 'Waiting for support' },
      {
        id: '11',
        name: 'Respond to customer',
        from: ['Waiting for support'],
        to: 'Waiting for customer',
      },
      {
        id: '21',
        name: 'Respond to support',
        from: ['Waiting for customer'],
        to: 'Waiting for support',
        onPortal: true,
      },
      { id: '31', name: 'Start work', from: ['Waiting for support'], to: 'In progress' },
      { id: '41', name: 'Hold', from: ['In progress'], to: 'Pending' },
      { id: '51', name: 'Continue', from: ['Pending'], to: 'In progress' },
      { id: '61', name: 'Escalate', from: ['In progress'], to: 'Escalated' },
      { id: '71', name: 'Take back', from: ['Escalated'], to: 'In progress' },
      {
        id: '81',
        name: 'Resolve',
        from: ['In progress', 'Escalated'],
        to: 'Resolved',
        asksResolution: true,
      },
      { id: '91', name: 'Close', from: ['Resolved'], to: 'Closed' },
      { id: '101', name: 'Back to work', from: ['Resolved'], to: 'In progress', sets: 'none' },
      {
        id: '111',
        name: 'Reopen',
        from: ['Closed', 'Canceled'],
        to: 'Waiting for support',
        sets: 'none',
        onPortal: true,
      },
      {
        id: '121',
        name: 'Cancel',
        from: ['Waiting for support', 'Waiting for customer'],
        to: 'Canceled',
        onPortal: true,
      },
    ],
  ),
  workflow(
    IT_WORKFLOW,
    'IT workflow',
    ['Open', 'Work in progress', 'Pending', 'Resolved', 'Closed', 'Canceled'],
    [
      { id: '1', name: 'Create', from: [], to: 'Open' },
      { id: '11', name: 'Investigate', from: ['Open', 'Pending'], to: 'Work in progress' },
      { id: '21', name: 'Wait', from: ['Work in progress'], to: 'Pending' },
      {
        id: '31',
        name: 'Resolve',
        from: ['Work in progress'],
        to: 'Resolved',
        asksResolution: true,
      },
      { id: '41', name: 'Close', from: ['Resolved'], to: 'Closed' },
      {
        id: '51',
        name: 'Reopen',
        from: ['Resolved', 'Closed'],
        to: 'Open',
        sets: 'none',
        onPortal: true,
      },
      { id: '61', name: 'Cancel request', from: '*', to: 'Canceled', sets: "Won't Do" },
    ],
  ),
  workflow(
    SIMPLE_WORKFLOW,
    'Simple workflow',
    ['To Do', 'In progress', 'Done'],
    [
      { id: '1', name: 'Create', from: [], to: 'To Do' },
      { id: '11', name: 'Start', from: ['To Do'], to: 'In progress' },
      { id: '21', name: 'Stop', from: ['In progress'], to: 'To Do' },
      { id: '31', name: 'Finish', from: ['In progress'], to: 'Done', sets: 'Done' },
      { id: '41', name: 'Reopen', from: ['Done'], to: 'To Do', sets: 'none' },
    ],
  ),
  workflow(
    SUBTASK_WORKFLOW,
    'Sub-task workflow',
    ['To Do', 'In progress', 'Done'],
    [
      { id: '1', name: 'Create', from: [], to: 'To Do' },
      { id: '11', name: 'To Do', from: '*', to: 'To Do', sets: 'none' },
      { id: '21', name: 'In progress', from: '*', to: 'In progress', sets: 'none' },
      { id: '31', name: 'Done', from: '*', to: 'Done', sets: 'Done' },
    ],
  ),
];
