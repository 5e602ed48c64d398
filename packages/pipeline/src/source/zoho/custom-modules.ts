import type { ZohoDesk } from '@zdjsm/zoho-desk';
import type {
  CustomField,
  CustomFieldKind,
  CustomLookUp,
  CustomModule,
  CustomRecord,
} from '../../model/custom-module.ts';
import type { FieldValue } from '../../model/helpdesk.ts';
import { isOfOneRecord } from '../../run/stopping-errors.ts';
import type { CustomModuleSource } from '../custom-module-source.ts';
import { type PayloadReader, parserOf } from '../payload.ts';
import type { SourceRecord, UnreadRecord } from '../source.ts';
import { listOptions, pagesOf } from './pages.ts';

/** Custom modules of Zoho Desk: Enterprise only; Zoho's API names no files of their records. */
export function createZohoCustomModules(zoho: ZohoDesk): CustomModuleSource {
  return {
    async *modules(options = {}) {
      const records: SourceRecord[] = [];
      const failed: UnreadRecord[] = [];
      for await (const module of zoho.settings.modules({ signal: options.signal })) {
        if (String(module.isCustomModule) !== 'true') continue;
        const { apiName: id } = module;
        const { signal } = options;
        try {
          const fields = await Array.fromAsync(zoho.settings.fields(id, { signal }));
          records.push({ id, payload: { module, fields }, modifiedAt: undefined });
        } catch (error) {
          if (!isOfOneRecord(error)) throw error;
          failed.push({ id, error });
        }
      }
      yield { records, failed, checkpoint: undefined };
    },
    records: (module, options = {}) =>
      pagesOf(zoho.customModules.scan(module, {}, listOptions(options)), async (record) => ({
        module,
        record,
      })),
    parse: {
      module: parserOf('custom module', (data): CustomModule => {
        const module = data.child('module');
        const id = module.required('apiName');
        return {
          id,
          name: module.text('singularLabel') ?? module.text('displayLabel') ?? id,
          fields: data.children('fields').flatMap((one) => field(one) ?? []),
        };
      }),
      record: parserOf('custom record', (data): CustomRecord => {
        const record = data.child('record');
        const id = record.required('id');
        return {
          id,
          module: data.required('module'),
          name: record.text('name') ?? id,
          url: record.text('webUrl'),
          createdAt: record.time('createdTime'),
          modifiedAt: record.time('modifiedTime'),
          values: Object.fromEntries(
            record.entries('cf').map(([name, value]) => [name, fieldValueOf(value)]),
          ),
        };
      }),
    },
  };
}

/** Only the module's own fields: `name` is a record's name already. */
function field(data: PayloadReader): CustomField | undefined {
  const id = data.required('apiName');
  if (!id.startsWith('cf_')) return undefined;
  const type = data.text('type') ?? '';
  const module = data.child('lookup').child('module').text('apiName');
  return {
    id,
    label: data.text('displayLabel') ?? id,
    kind: KINDS[type] ?? 'text',
    lookUp: module === undefined ? undefined : lookUpOf(module),
    multiple: SEVERAL.has(type),
  };
}

/** By Zoho's names of types (Field.json). What is not here holds text. */
const KINDS: Readonly<Record<string, CustomFieldKind>> = {
  Textarea: 'long-text',
  LargeText: 'long-text',
  Number: 'integer',
  Decimal: 'decimal',
  Percent: 'decimal',
  Currency: 'decimal',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'date-time',
  URL: 'url',
  Email: 'email',
  LookUp: 'look-up',
  MultiLookup: 'look-up',
};

const SEVERAL: ReadonlySet<string> = new Set(['Multiselect', 'MultiLookup']);

function lookUpOf(module: string): CustomLookUp {
  if (module.startsWith('cm_')) return { kind: 'custom-record', module };
  switch (module) {
    case 'tickets':
      return { kind: 'ticket' };
    case 'contacts':
      return { kind: 'contact' };
    case 'accounts':
      return { kind: 'account' };
    case 'agents':
      return { kind: 'agent' };
    default:
      return { kind: 'other', module };
  }
}

function fieldValueOf(value: unknown): FieldValue {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
