import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { AssetsObject } from '../model/assets.ts';
import { type ListOptions, platformList } from '../paging/lists.ts';
import type { CallOptions } from '../request/call.ts';
import { jqlString } from '../writes/marker.ts';

/** Values of an object by the id of their attribute: texts, or ids of the objects referred to. */
export type ObjectValues = Readonly<Record<string, string | readonly string[]>>;

export interface NewObject {
  readonly objectTypeId: string;
  readonly values: ObjectValues;
  /** The attribute that holds the id of its source, by which the object is found again. */
  readonly externalId: { readonly attributeId: string; readonly attributeName: string };
}

export interface EnsuredObject {
  readonly id: string;
  readonly objectKey: string;
  readonly created: boolean;
}

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
    const workspaceId = await this.#workspaceId();
    const find = (signal: AbortSignal | undefined) => this.#findByExternalId(object, signal);
    const json = { objectTypeId: object.objectTypeId, attributes: attributesOf(object.values) };
    const { signal } = options;
    const existing = await find(signal);
    const written = existing
      ? await this.#context.api.request('PUT /jsm/assets/workspace/{workspaceId}/v1/object/{id}', {
          path: { workspaceId, id: existing.id },
          json,
          signal,
        })
      : await this.#context.api.write(
          'POST /jsm/assets/workspace/{workspaceId}/v1/object/create',
          { path: { workspaceId }, json, signal },
          { look: find, waits: SEARCH_WAITS },
        );
    return { id: written.id, objectKey: written.objectKey, created: !existing };
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

  async #findByExternalId(
    { externalId, values, objectTypeId }: NewObject,
    signal: AbortSignal | undefined,
  ): Promise<AssetsObject | undefined> {
    const wanted = String(values[externalId.attributeId]);
    const name = jqlString(externalId.attributeName);
    const aql = `objectTypeId = ${objectTypeId} AND ${name} = ${jqlString(wanted)}`;
    for await (const object of this.query(aql, { signal })) {
      const held = object.attributes?.find(
        ({ objectTypeAttributeId }) => objectTypeAttributeId === externalId.attributeId,
      );
      if (held?.objectAttributeValues.some(({ value }) => value === wanted)) return object;
    }
    return undefined;
  }
}

const attributesOf = (values: ObjectValues) =>
  Object.entries(values).map(([objectTypeAttributeId, value]) => ({
    objectTypeAttributeId,
    objectAttributeValues: [value].flat().map((single) => ({ value: single })),
  }));
