import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { Field, FieldContext, FieldOption } from '../model/site.ts';
import type { ListOptions } from '../paging/lists.ts';
import { platformPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';
import { findOrCreate } from '../writes/find-or-create.ts';

/** What a custom field shall be. */
export interface NewField {
  readonly name: string;
  /** `com.atlassian.jira.plugin.system.customfieldtypes:textfield`, … */
  readonly type: string;
  /** Without one the field can't be searched for. */
  readonly searcherKey?: string | undefined;
  readonly description?: string | undefined;
}

// As many as Jira takes in one call.
const OPTIONS_A_CALL = 1_000;

/** Fields of issues, their contexts and the options of select fields. To change them asks for an administrator. */
export class Fields {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** All fields, system and custom. */
  async list(options: CallOptions = {}): Promise<readonly Field[]> {
    return await this.#context.api.request('GET /rest/api/3/field', options);
  }

  /** The custom field of this name and type, created where it is missing. It is on no screen then. */
  async ensure(field: NewField, options: CallOptions = {}): Promise<Field> {
    return await findOrCreate(
      async (signal) => {
        const fields = await this.list({ signal });
        return fields.find(
          ({ name, schema }) => name === field.name && schema?.custom === field.type,
        );
      },
      (probe) =>
        this.#context.api.write(
          'POST /rest/api/3/field',
          { json: field, signal: options.signal },
          probe,
        ),
      options.signal,
    );
  }

  /** Puts the field on the default screen of company-managed projects. */
  async addToDefaultScreen(fieldId: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('POST /rest/api/3/screens/addToDefault/{fieldId}', {
      path: { fieldId },
      signal: options.signal,
    });
  }

  /** The contexts of a custom field: each has options of its own. */
  contexts(fieldId: string, options: ListOptions = {}): PagedList<FieldContext> {
    return platformPages(
      this.#context.api,
      'GET /rest/api/3/field/{fieldId}/context',
      {
        path: { fieldId },
      },
      options,
    );
  }

  /** Options of a select field; those of a cascading one name their parent by `optionId`. */
  options(fieldId: string, contextId: string, options: ListOptions = {}): PagedList<FieldOption> {
    return platformPages(
      this.#context.api,
      'GET /rest/api/3/field/{fieldId}/context/{contextId}/option',
      {
        path: { fieldId, contextId },
      },
      { pageSize: 1_000, ...options },
    );
  }

  /**
   * Adds the options that are missing, and gives all of these. Give `parentId` for the second level
   * of a cascading field.
   */
  async ensureOptions(
    fieldId: string,
    contextId: string,
    wanted: {
      readonly values: readonly string[];
      readonly parentId?: string | undefined;
    },
    options: CallOptions = {},
  ): Promise<readonly FieldOption[]> {
    const { values, parentId } = wanted;
    const present = async (signal: AbortSignal | undefined): Promise<FieldOption[]> => {
      const found: FieldOption[] = [];
      for await (const option of this.options(fieldId, contextId, { signal })) {
        if (option.optionId === parentId && values.includes(option.value)) found.push(option);
      }
      return found;
    };
    const found = await present(options.signal);
    const missing = values.filter((value) => !found.some((option) => option.value === value));
    for (let from = 0; from < missing.length; from += OPTIONS_A_CALL) {
      const chunk = missing.slice(from, from + OPTIONS_A_CALL);
      const created = await this.#context.api.write(
        'POST /rest/api/3/field/{fieldId}/context/{contextId}/option',
        {
          path: { fieldId, contextId },
          json: {
            options: chunk.map((value) => ({
              value,
              ...(parentId === undefined ? {} : { optionId: parentId }),
            })),
          },
          signal: options.signal,
        },
        {
          look: async (signal) => {
            const now = (await present(signal)).filter(({ value }) => chunk.includes(value));
            return now.length === chunk.length ? { options: now } : undefined;
          },
        },
      );
      found.push(...created.options);
    }
    return found;
  }
}
