import { type PagedList, ZdjsmError } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { AssetsIcon, ObjectSchema, ObjectType, ObjectTypeAttribute } from '../model/assets.ts';
import { type ListOptions, platformList } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';
import { findOrCreate } from '../writes/find-or-create.ts';
import { remember } from '../writes/remember.ts';
import { AssetsObjects } from './assets-objects.ts';

/** Kinds of plain values, by the number that Assets gives them. */
const VALUE_KINDS = {
  text: 0,
  integer: 1,
  boolean: 2,
  double: 3,
  date: 4,
  time: 5,
  'date-time': 6,
  url: 7,
  email: 8,
  textarea: 9,
  select: 10,
} as const;

/** What an attribute can hold. */
export type ValueKind = keyof typeof VALUE_KINDS;

/** What objects of a type shall be able to hold. */
export interface NewAttribute {
  readonly name: string;
  /** What it holds, or the type of the objects that it refers to. Default `text`. */
  readonly kind?: ValueKind | { readonly reference: string } | undefined;
  /** May hold several values. Default false. */
  readonly multiple?: boolean | undefined;
  /** No two objects of the type may hold the same. Default false. */
  readonly unique?: boolean | undefined;
}

/** Assets, where the site has it: a Premium feature of Jira Service Management. */
export class Assets {
  readonly #context: Context;
  readonly #workspace: (key: string) => Promise<string>;
  readonly objects: AssetsObjects;

  constructor(context: Context) {
    this.#context = context;
    this.objects = new AssetsObjects(context, () => this.workspaceId());
    this.#workspace = remember(async () => {
      const page = await context.api.request('GET /rest/servicedeskapi/assets/workspace', {});
      const id = page.values[0]?.workspaceId;
      if (id) return id;
      throw new ZdjsmError({
        code: 'NO_ASSETS',
        message: 'The site has no Assets workspace',
        remedy:
          'Assets needs Jira Service Management Premium. Map the custom modules to fields or an archive.',
      });
    });
  }

  /** Id of the site's workspace. */
  async workspaceId(): Promise<string> {
    return await this.#workspace('');
  }

  schemas(options: ListOptions = {}): PagedList<ObjectSchema> {
    return platformList(
      async (startAt) =>
        this.#context.api.request('GET /jsm/assets/workspace/{workspaceId}/v1/objectschema/list', {
          path: { workspaceId: await this.workspaceId() },
          query: { startAt, maxResults: 50 },
          signal: options.signal,
        }),
      (page) => page.values,
      options.from,
    );
  }

  /** The schema with this key, created where it is missing. */
  async ensureSchema(
    schema: {
      readonly name: string;
      /** Capital letters and digits: objects are called `KEY-1`. */
      readonly key: string;
      readonly description?: string | undefined;
    },
    options: CallOptions = {},
  ): Promise<ObjectSchema> {
    const workspaceId = await this.workspaceId();
    return await findOrCreate(
      async (signal) => {
        for await (const known of this.schemas({ signal })) {
          if (known.objectSchemaKey === schema.key) return known;
        }
        return undefined;
      },
      (probe) =>
        this.#context.api.write(
          'POST /jsm/assets/workspace/{workspaceId}/v1/objectschema/create',
          {
            path: { workspaceId },
            json: {
              name: schema.name,
              objectSchemaKey: schema.key,
              description: schema.description,
            },
            signal: options.signal,
          },
          probe,
        ),
      options.signal,
    );
  }

  /** Icons that object types may have: each type needs one. */
  async icons(options: CallOptions = {}): Promise<readonly AssetsIcon[]> {
    return await this.#context.api.request(
      'GET /jsm/assets/workspace/{workspaceId}/v1/icon/global',
      { path: { workspaceId: await this.workspaceId() }, signal: options.signal },
    );
  }

  async objectTypes(schemaId: string, options: CallOptions = {}): Promise<readonly ObjectType[]> {
    const answer = await this.#context.api.request(
      'GET /jsm/assets/workspace/{workspaceId}/v1/objectschema/{id}/objecttypes',
      { path: { workspaceId: await this.workspaceId(), id: schemaId }, signal: options.signal },
    );
    // Both shapes are seen.
    return Array.isArray(answer) ? answer : answer.entries;
  }

  /** The object type with this name, created where it is missing. */
  async ensureObjectType(
    type: {
      readonly name: string;
      readonly schemaId: string;
      readonly iconId: string;
      readonly description?: string | undefined;
    },
    options: CallOptions = {},
  ): Promise<ObjectType> {
    const workspaceId = await this.workspaceId();
    return await findOrCreate(
      async (signal) => {
        const types = await this.objectTypes(type.schemaId, { signal });
        return types.find(({ name }) => name === type.name);
      },
      (probe) =>
        this.#context.api.write(
          'POST /jsm/assets/workspace/{workspaceId}/v1/objecttype/create',
          {
            path: { workspaceId },
            json: {
              name: type.name,
              iconId: type.iconId,
              objectSchemaId: type.schemaId,
              description: type.description,
            },
            signal: options.signal,
          },
          probe,
        ),
      options.signal,
    );
  }

  async attributes(
    objectTypeId: string,
    options: CallOptions = {},
  ): Promise<readonly ObjectTypeAttribute[]> {
    return await this.#context.api.request(
      'GET /jsm/assets/workspace/{workspaceId}/v1/objecttype/{id}/attributes',
      { path: { workspaceId: await this.workspaceId(), id: objectTypeId }, signal: options.signal },
    );
  }

  /** The attribute with this name, created where it is missing. */
  async ensureAttribute(
    objectTypeId: string,
    attribute: NewAttribute,
    options: CallOptions = {},
  ): Promise<ObjectTypeAttribute> {
    const workspaceId = await this.workspaceId();
    return await findOrCreate(
      async (signal) => {
        const attributes = await this.attributes(objectTypeId, { signal });
        return attributes.find(({ name }) => name === attribute.name);
      },
      (probe) =>
        this.#context.api.write(
          'POST /jsm/assets/workspace/{workspaceId}/v1/objecttypeattribute/{objectTypeId}',
          {
            path: { workspaceId, objectTypeId },
            json: { name: attribute.name, ...shapeOf(attribute) },
            signal: options.signal,
          },
          probe,
        ),
      options.signal,
    );
  }
}

function shapeOf({ kind = 'text', multiple, unique }: NewAttribute) {
  const limits = {
    maximumCardinality: multiple ? -1 : 1,
    ...(unique ? { uniqueAttribute: true } : {}),
  };
  return typeof kind === 'string'
    ? { type: 0, defaultTypeId: VALUE_KINDS[kind], ...limits }
    : { type: 1, typeValue: kind.reference, ...limits };
}
