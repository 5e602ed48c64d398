import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { ValidationError } from '../errors/atlassian-error.ts';
import type { AssetsObject } from '../model/assets.ts';
import { type ListOptions, platformList } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';
import { jqlString } from '../writes/marker.ts';
import { inBatches } from './chunks.ts';

/** Values of an object by the id of their attribute: texts, or ids of the objects referred to. */
export type ObjectValues = Readonly<Record<string, string | readonly string[]>>;

/** Where objects go, and how they are found again. */
export interface ObjectPlace {
  readonly objectTypeId: string;
  /** The attribute that holds the id of their source. */
  readonly externalId: { readonly attributeId: string; readonly attributeName: string };
}

/** What an object shall be. */
export interface NewObject extends ObjectPlace {
  readonly values: ObjectValues;
}

/** Where an object is, and whether it is new. */
export interface EnsuredObject {
  readonly id: string;
  readonly objectKey: string;
  readonly created: boolean;
}

/** What became of one of many objects. */
export type ImportedObject = { readonly externalId: string } & (
  | {
      readonly id: string;
      readonly objectKey: string;
      readonly state: 'created' | 'updated' | 'unchanged';
      readonly error?: undefined;
    }
  | { readonly error: ValidationError; readonly id?: undefined }
);

// As many as one page of a query holds.
const IMPORTED_AT_ONCE = 50;

// The search for objects lags behind the writes, and nobody says by how much.
const SEARCH_WAITS = [1_000, 5_000, 15_000];

/** Objects of Assets. There is no upsert: they are found by an attribute that holds their source's id. */
export class AssetsObjects {
  readonly #context: Context;
  readonly #workspaceId: () => Promise<string>;

  constructor(context: Context, workspaceId: () => Promise<string>) {
    this.#context = context;
    this.#workspaceId = workspaceId;
  }

  /** Objects by a query in AQL: `objectType = "Contract" AND "External id" = "17"`. It may lag. */
  query(aql: string, options: ListOptions = {}): PagedList<AssetsObject> {
    return platformList(
      async (startAt) =>
        this.#context.api.request('POST /jsm/assets/workspace/{workspaceId}/v1/object/aql', {
          path: { workspaceId: await this.#workspaceId() },
          query: { startAt, maxResults: 50, includeAttributes: true },
          json: { qlQuery: aql },
          signal: options.signal,
        }),
      (page) => page.values,
      options.from,
    );
  }

  async get(id: string, options: CallOptions = {}): Promise<AssetsObject> {
    return await this.#context.api.request(
      'GET /jsm/assets/workspace/{workspaceId}/v1/object/{id}',
      { path: { workspaceId: await this.#workspaceId(), id }, signal: options.signal },
    );
  }

  /** The object with this external id: updated where it exists, otherwise created. */
  async ensure(object: NewObject, options: CallOptions = {}): Promise<EnsuredObject> {
    const existing = await this.#find(object, options.signal);
    const { id, objectKey } = await this.#write(object, existing, options.signal);
    return { id, objectKey, created: !existing };
  }

  /**
   * Many objects of one type, looked up fifty at a time by their external ids: what is missing is created,
   * what differs is updated, what is the same is left alone. One that Assets refuses does not keep the
   * others from being written: it comes with its error. Import what others refer to first.
   */
  async *importMany(
    place: ObjectPlace,
    records: Iterable<ObjectValues> | AsyncIterable<ObjectValues>,
    options: CallOptions = {},
  ): AsyncGenerator<ImportedObject> {
    // What was written here may not be found yet.
    const latest = new Map<string, Promise<AssetsObject | undefined>>();
    for await (const batch of inBatches(records, IMPORTED_AT_ONCE)) {
      const objects = batch.map((values) => ({ ...place, values }));
      const found = await this.#findAll(place, objects.map(externalIdOf), options.signal);
      const imports = objects.map((object) => {
        const externalId = externalIdOf(object);
        const before = latest.get(externalId) ?? Promise.resolve(found.get(externalId));
        const imported = before.then((known) => this.#import(object, known, options.signal));
        latest.set(
          externalId,
          imported.then(
            ({ object: now }) => now,
            () => undefined,
          ),
        );
        return imported;
      });
      yield* (await Promise.all(imports)).map(({ result }) => result);
    }
  }

  /** A new object. When the answer is lost, it is looked for by its external id. */
  async create(object: NewObject, options: CallOptions = {}): Promise<AssetsObject> {
    return await this.#context.api.write(
      'POST /jsm/assets/workspace/{workspaceId}/v1/object/create',
      {
        path: { workspaceId: await this.#workspaceId() },
        json: bodyOf(object),
        signal: options.signal,
      },
      { look: (signal) => this.#find(object, signal), waits: SEARCH_WAITS },
    );
  }

  /** Sets these values; those of other attributes stay. An empty list empties an attribute. */
  async update(
    id: string,
    object: Pick<NewObject, 'objectTypeId' | 'values'>,
    options: CallOptions = {},
  ): Promise<AssetsObject> {
    return await this.#context.api.request(
      'PUT /jsm/assets/workspace/{workspaceId}/v1/object/{id}',
      {
        path: { workspaceId: await this.#workspaceId(), id },
        json: bodyOf(object),
        signal: options.signal,
      },
    );
  }

  async delete(id: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /jsm/assets/workspace/{workspaceId}/v1/object/{id}', {
      path: { workspaceId: await this.#workspaceId(), id },
      signal: options.signal,
    });
  }

  /**
   * The value for an issue's Assets field. Read the field back afterwards: Jira takes a value that
   * it does not understand with 204, and leaves the field empty.
   */
  async fieldValue(
    objectIds: readonly string[],
  ): Promise<readonly Readonly<Record<string, string>>[]> {
    const workspaceId = await this.#workspaceId();
    return objectIds.map((objectId) => ({
      workspaceId,
      id: `${workspaceId}:${objectId}`,
      objectId,
    }));
  }

  async #import(
    object: NewObject,
    known: AssetsObject | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly object: AssetsObject | undefined; readonly result: ImportedObject }> {
    const externalId = externalIdOf(object);
    if (known && holds(known, object.values)) {
      return { object: known, result: resultOf(externalId, known, 'unchanged') };
    }
    try {
      const written = await this.#write(object, known, signal);
      return {
        object: written,
        result: resultOf(externalId, written, known ? 'updated' : 'created'),
      };
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      return { object: known, result: { externalId, error } };
    }
  }

  async #write(
    object: NewObject,
    existing: AssetsObject | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AssetsObject> {
    return existing
      ? await this.update(existing.id, object, { signal })
      : await this.create(object, { signal });
  }

  async #find(
    object: NewObject,
    signal: AbortSignal | undefined,
  ): Promise<AssetsObject | undefined> {
    const wanted = externalIdOf(object);
    return (await this.#findAll(object, [wanted], signal)).get(wanted);
  }

  async #findAll(
    { objectTypeId, externalId }: ObjectPlace,
    wanted: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Map<string, AssetsObject>> {
    const name = jqlString(externalId.attributeName);
    const ids = wanted.map(jqlString).join(', ');
    const found = new Map<string, AssetsObject>();
    const aql = `objectTypeId = ${objectTypeId} AND ${name} IN (${ids})`;
    for await (const object of this.query(aql, { signal })) {
      // Compared here too: the query does not tell upper from lower case.
      for (const value of valuesIn(object, externalId.attributeId)) {
        if (wanted.includes(value)) found.set(value, object);
      }
    }
    return found;
  }
}

const externalIdOf = ({ externalId, values }: NewObject): string =>
  String(values[externalId.attributeId]);

const resultOf = (
  externalId: string,
  { id, objectKey }: AssetsObject,
  state: 'created' | 'updated' | 'unchanged',
): ImportedObject => ({ externalId, id, objectKey, state });

const valuesIn = (object: AssetsObject, attributeId: string): string[] =>
  (object.attributes ?? [])
    .filter(({ objectTypeAttributeId }) => objectTypeAttributeId === attributeId)
    .flatMap(({ objectAttributeValues }) => objectAttributeValues)
    .flatMap(({ referencedObject, value }) => referencedObject?.id ?? value ?? []);

/** Whether an object has these values already. */
const holds = (object: AssetsObject, values: ObjectValues): boolean =>
  Object.entries(values).every(([attributeId, value]) => {
    const sorted = (list: readonly string[]): string => JSON.stringify(list.toSorted());
    return sorted(valuesIn(object, attributeId)) === sorted([value].flat());
  });

const bodyOf = ({ objectTypeId, values }: Pick<NewObject, 'objectTypeId' | 'values'>) => ({
  objectTypeId,
  attributes: attributesOf(values),
});

const attributesOf = (values: ObjectValues) =>
  Object.entries(values).map(([objectTypeAttributeId, value]) => ({
    objectTypeAttributeId,
    objectAttributeValues: [value].flat().map((single) => ({ value: single })),
  }));
