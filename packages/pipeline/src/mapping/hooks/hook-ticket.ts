import { byName } from '../../catalog/catalog.ts';
import type { ResolvedConfig } from '../../config/schema.ts';
import type { Ticket } from '../../model/helpdesk.ts';
import type { FieldChange } from '../../store/store.ts';
import { convertFieldValue } from '../field-value.ts';
import { toLabels } from '../labels.ts';
import type { Mapping, StatusChoice, TicketPlace } from '../mapping.ts';
import { summaryOf } from '../shorten.ts';
import { componentName } from '../ticket-labels.ts';
import { callHook } from './call-hook.ts';
import { hookError } from './hook-error.ts';
import type { HookValue, TicketDraft, TicketPatch } from './hooks.ts';

/** What a hook may change of a ticket, as the load wants it. */
export interface HookedFields
  extends TicketPlace,
    Omit<TicketDraft, 'requestType' | 'status' | 'resolution' | 'priority'> {
  readonly status: StatusChoice;
  readonly priority: { readonly name: string; readonly byDefault: boolean } | undefined;
}

/** The ticket as the config's author wants it. Names are looked up in the target, as those of the config are. */
export function hookTicket(
  settings: HookedFields,
  ticket: Ticket,
  mapping: Mapping,
  { hooks }: Pick<ResolvedConfig, 'hooks'>,
): { readonly hooked: HookedFields; readonly changes: readonly FieldChange[] } {
  if (!hooks.ticket) return { hooked: settings, changes: [] };
  const name = `ticket ${ticket.id}`;
  const draft = draftOf(settings, mapping);
  const call = { draft, record: ticket, name };
  const { patch, changes } = callHook(hooks, 'ticket', call, mapping.directory);
  const refuse = (why: string): never => {
    throw hookError('ticket', name, why);
  };
  const { description, contactId, accountId, assigneeId, dueDate } = { ...settings, ...patch };
  const place = placeOf(settings, patch, refuse);
  const labels = patch.labels && toLabels(patch.labels);
  return {
    hooked: {
      ...place,
      description,
      contactId,
      accountId,
      assigneeId,
      dueDate,
      summary: patch.summary === undefined ? settings.summary : summaryOf(patch.summary),
      status: statusOf(settings, patch, { ticket, place, mapping, refuse }),
      priority: 'priority' in patch ? priorityOf(patch, mapping, refuse) : settings.priority,
      labels: labels?.labels ?? settings.labels,
      components: patch.components?.map(componentName) ?? settings.components,
      fields: { ...settings.fields, ...fieldsOf(patch.fields ?? {}, mapping, refuse) },
    },
    changes: [...changes, ...(labels?.changes ?? [])],
  };
}

type Refuse = (why: string) => never;

function draftOf(settings: HookedFields, { catalog }: Mapping): TicketDraft {
  const { requestType, status, priority, fields, project: _, ...same } = settings;
  const names = new Map(catalog.fields.map((field) => [field.id, field.name]));
  return {
    ...same,
    requestType: requestType.name,
    status: status.name,
    resolution: status.resolution,
    priority: priority?.name,
    fields: Object.fromEntries(
      Object.entries(fields).map(([id, value]) => [names.get(id) ?? id, value]),
    ),
  };
}

function placeOf(
  { project, requestType: usual }: TicketPlace,
  { requestType: wanted }: TicketPatch,
  refuse: Refuse,
): TicketPlace {
  if (wanted === undefined) return { project, requestType: usual };
  const requestType = byName(project.requestTypes, wanted);
  return requestType
    ? { project, requestType }
    : refuse(`named the request type "${wanted}", which ${project.key} has not`);
}

/** Another request type may have another workflow: the settings say what the status is there. */
function statusOf(
  settings: HookedFields,
  patch: TicketPatch,
  of: {
    readonly ticket: Ticket;
    readonly place: TicketPlace;
    readonly mapping: Mapping;
    readonly refuse: Refuse;
  },
): StatusChoice {
  const { ticket, place, mapping, refuse } = of;
  const usual =
    place.requestType === settings.requestType ? settings.status : mapping.status(ticket, place);
  if (patch.status === undefined && !('resolution' in patch)) return usual;
  const name = patch.status ?? usual.name;
  const { resolution } = patch;
  if (resolution !== undefined && !byName(mapping.catalog.resolutions, resolution)) {
    refuse(`named the resolution "${resolution}", which the target has not`);
  }
  return (
    mapping.statusNamed(name, resolution, place) ??
    refuse(
      `named the status "${name}", which "${place.requestType.name}" of ${place.project.key} has not`,
    )
  );
}

function priorityOf(
  { priority: wanted }: TicketPatch,
  { catalog }: Mapping,
  refuse: Refuse,
): HookedFields['priority'] {
  if (wanted === undefined) return undefined;
  const priority = byName(catalog.priorities, wanted);
  if (!priority) return refuse(`named the priority "${wanted}", which the target has not`);
  return { name: priority.name, byDefault: false };
}

/** By field id. What is to be empty is undefined: an update clears it. */
function fieldsOf(
  given: Readonly<Record<string, HookValue>>,
  { catalog }: Mapping,
  refuse: Refuse,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = byName(catalog.fields, name);
    if (!field) return refuse(`named the field "${name}", which the target has not`);
    if (value === null) fields[field.id] = undefined;
    else if (typeof value === 'object' && 'jira' in value) fields[field.id] = value.jira;
    else {
      const converted = convertFieldValue(field, value);
      if ('problem' in converted) {
        return refuse(`gave "${field.name}" a value that does not fit: ${converted.problem}`);
      }
      fields[field.id] = converted.value;
    }
  }
  return fields;
}
