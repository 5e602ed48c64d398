import { invalidQuery, json, notFound } from '../answers.ts';
import { all, type Call, type Handler, page, pageOf } from '../api/call.ts';
import { sorted } from '../api/sort.ts';
import { agentId } from '../org/agents.ts';
import { CUSTOM_MODULES } from '../org/custom-modules.ts';
import type { FieldDefinition } from '../org/fields.ts';
import { idOf } from '../org/ids.ts';
import { LAYOUTS, type Layout } from '../org/layouts.ts';
import { MODULES, type ModuleDefinition } from '../org/modules.ts';
import { FIELD_MODULES, fieldsOf } from '../org/standard-fields.ts';
import { CHANNELS, DAY, ORG_START, STATUSES } from '../org/tables.ts';
import { VIEWS, type View } from '../org/views.ts';
import { iso, type Json } from '../render/common.ts';
import { contactRow } from '../render/customers.ts';
import { tagJson } from '../render/tags.ts';
import { itemIn } from './find.ts';
import { filterOf, visible } from './ticket-filter.ts';

const VIEW_MODULES = [...new Set(VIEWS.map((view) => view.module))];

export const settingsHandlers = {
  'fields.list': (call) => {
    const module = moduleOf(call, FIELD_MODULES);
    const names = call.query.list('apiNames');
    const found = (fieldsOf(module) ?? []).filter(
      (field) => !names || names.includes(field.apiName),
    );
    return all(found, (field) => fieldJson(call, module, field));
  },
  'layouts.list': (call) => {
    const module = moduleOf(call, FIELD_MODULES);
    const { query } = call;
    const status = query.text('status') ?? 'active';
    const name = query.text('layoutName');
    const department = query.text('departmentId');
    const id = query.text('id');
    const found = LAYOUTS.filter(
      (layout) =>
        layout.module === module &&
        (status === 'all' || layout.isActive === (status === 'active')) &&
        (!name || layout.name === name) &&
        (!id || layout.id === id) &&
        (!department || idOf('department', layout.department) === department),
    );
    return pageOf(call, found, layoutRow);
  },
  'layouts.get': (call) => json(layoutJson(call, layoutIn(call))),
  'layouts.standard': (call) => {
    const module = moduleOf(call, FIELD_MODULES);
    const layout = LAYOUTS.find((candidate) => candidate.module === module);
    return layout ? json(layoutJson(call, layout)) : { kind: 'nothing' };
  },
  'layouts.fieldValues': (call) => {
    const layout = layoutIn(call);
    const field = (fieldsOf(layout.module) ?? []).find(
      (_, n) => fieldId(layout.module, n) === call.param('fieldId'),
    );
    if (!field) throw notFound();
    if (!field.allowedValues) return { kind: 'nothing' };
    const lines = field.allowedValues.map((value) => `"${value.replaceAll('"', '""')}"`);
    return {
      kind: 'file',
      bytes: Buffer.from(`${lines.join('\n')}\n`, 'utf8'),
      contentType: 'text/csv',
      name: `${field.displayLabel}.csv`,
    };
  },
  'views.list': (call) => {
    const module = moduleOf(call, VIEW_MODULES);
    // Filled only when this header asks for it.
    const withCreator = call.header('featureFlags') === 'createdBy';
    return all(
      VIEWS.filter((view) => view.module === module),
      (view) => ({
        ...viewJson(view),
        viewName: view.name,
        createdBy: withCreator && view.isCustomView ? agentId(0) : null,
      }),
    );
  },
  'views.lastAccessed': (call) => {
    const module = moduleOf(call, VIEW_MODULES);
    const view = VIEWS.find((candidate) => candidate.module === module);
    if (!view) throw notFound();
    const sortField = { name: 'createdTime', order: 'descending', fieldLabel: 'Created Time' };
    return json({
      ...viewJson(view),
      preference: { records: '50', receivedIn: 'last30Days', sortField },
    });
  },
  'modules.ofOrganization': () => all(MODULES, moduleJson),
  'modules.get': (call) => json(moduleJson(itemIn(call, 'moduleId', 'module', MODULES)[0])),
  'modules.list': () =>
    all(
      MODULES.filter((module) => !module.isCustom),
      oldModuleJson,
      { key: 'modules' },
    ),
  'modules.accessible': () => all(MODULES, oldModuleJson),
  'channels.list': () => all(CHANNELS, ({ ticket, thread }) => ({ name: ticket, code: thread })),
  'users.list': (call) => {
    const users = [...call.org.contacts.values()].filter((contact) => contact.isEndUser);
    return page(call, users.length, (n) => {
      const contact = users[n];
      return contact ? contactRow(call, contact) : {};
    });
  },
  'tags.list': (call) => {
    const { tags } = call.org;
    const counts = ticketsOfTags(call);
    const count = (name: string): number => counts.get(name) ?? 0;
    return pageOf(call, sorted(call, tags.all(), { count }), (name) => ({
      ...tagJson(call, name),
      ticketCount: String(count(name)),
    }));
  },
  'statuses.list': () =>
    all(STATUSES, ({ name, type }) => ({
      status: name,
      statusType: type,
      isDefault: name === 'Open',
    })),
} as const satisfies Record<string, Handler>;

/** Of the department of the query. */
function ticketsOfTags(call: Call): ReadonlyMap<string, number> {
  const { tickets, selection } = call.org;
  const filter = { ...visible(call.switches), ...filterOf(call.query) };
  const counts = new Map<string, number>();
  for (const ticket of selection.select(filter, 'created', false)) {
    for (const tag of tickets.details(ticket).tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return counts;
}

function moduleOf(call: Call, known: readonly string[]): string {
  const module = call.query.text('module') ?? '';
  if (!known.includes(module)) throw invalidQuery('module');
  return module;
}

function layoutIn(call: Call): Layout {
  const layout = LAYOUTS.find(({ id }) => id === call.param('layoutId'));
  if (!layout) throw notFound();
  return layout;
}

function layoutRow(layout: Layout): Json {
  return {
    id: layout.id,
    layoutName: layout.name,
    layoutDisplayName: layout.name,
    module: layout.module,
    departmentId: idOf('department', layout.department),
    isStandardLayout: layout.number < 9,
    isDefaultLayout: layout.number < 9,
    status: layout.isActive ? 'ACTIVE' : 'INACTIVE',
    createdTime: iso(ORG_START - 90 * DAY),
    modifiedTime: iso(ORG_START),
  };
}

function layoutJson(call: Call, layout: Layout): Json {
  const fields = (fieldsOf(layout.module) ?? []).map((field) =>
    fieldJson(call, layout.module, field),
  );
  const section = (n: number, name: string, members: readonly Json[]): Json => ({
    id: idOf('section', layout.number * 10 + n),
    name,
    i18NLabel: name,
    isCustomSection: n > 0,
    fields: members,
  });
  return {
    ...layoutRow(layout),
    sections: [
      section(
        0,
        'Information',
        fields.filter((field) => field['isCustomField'] === false),
      ),
      section(
        1,
        'Additional Information',
        fields.filter((field) => field['isCustomField'] === true),
      ),
    ],
  };
}

function fieldId(module: string, n: number): string {
  return idOf('field', FIELD_MODULES.indexOf(module) * 1000 + n);
}

function fieldJson(call: Call, module: string, field: FieldDefinition): Json {
  const number = (fieldsOf(module) ?? []).findIndex(({ apiName }) => apiName === field.apiName);
  const isCustom = field.apiName.startsWith('cf_');
  return {
    id: fieldId(module, number),
    name: field.apiName,
    apiName: field.apiName,
    displayLabel: field.displayLabel,
    i18NLabel: field.displayLabel,
    type: field.type,
    maxLength: field.type === 'Textarea' ? 65_535 : 255,
    isCustomField: isCustom,
    isMandatory: ['subject', 'lastName', 'accountName'].includes(field.apiName),
    isEncryptedField: false,
    showToHelpCenter: !isCustom,
    ...typeKeys(call, module, field),
  };
}

/** What a type adds: values, or the module that it looks up. */
function typeKeys(call: Call, module: string, field: FieldDefinition): Json {
  if (field.lookup) return { lookup: lookupJson(field.lookup) };
  if (!field.allowedValues) return {};
  if (module !== 'tickets' || field.apiName !== 'status') {
    const values = field.allowedValues.map((value) => ({ value }));
    return { [call.switches.pickListKey]: values };
  }
  const statuses = call.switches.statusValuesInFields ? STATUSES : [];
  return { allowedValues: statuses.map(({ name, type }) => ({ value: name, statusType: type })) };
}

function lookupJson(apiName: string): Json {
  const module = MODULES.find((candidate) => candidate.apiName === apiName);
  return {
    onDelete: 'SET_NULL',
    relatedListLabel: null,
    module: { id: module?.id ?? null, apiName, nameField: module?.nameField ?? null },
  };
}

function viewJson(view: View): Json {
  return {
    id: view.id,
    name: view.name,
    displayLabel: view.displayLabel,
    sanitizedName: view.name.toLowerCase().replaceAll(' ', '-'),
    isCustomView: view.isCustomView,
    isLocked: false,
    deprecatedViewId: null,
  };
}

function moduleJson(module: ModuleDefinition): Json {
  return {
    id: module.id,
    apiName: module.apiName,
    displayLabel: module.plural,
    singularLabel: module.singular,
    pluralLabel: module.plural,
    nameField: module.nameField,
    description: null,
    isCustomModule: module.isCustom,
    isDeptSpecific: CUSTOM_MODULES.some(
      (custom) => custom.apiName === module.apiName && custom.isDeptSpecific,
    ),
    hasRecycleBin: true,
    createdBy: agentId(0),
    createdTime: iso(ORG_START - 90 * DAY),
    modifiedBy: agentId(0),
    modifiedTime: iso(ORG_START - 90 * DAY),
    modifier: null,
  };
}

/** The deprecated form: `apiKey`, not `apiName`. */
function oldModuleJson(module: ModuleDefinition): Json {
  return {
    id: module.id,
    apiKey: module.apiName,
    displayLabel: module.plural,
    singularLabel: module.singular,
    pluralLabel: module.plural,
    nameField: module.nameField,
    isEnabled: true,
  };
}
