import { ConfigurationError, type PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import type { Json } from '../model/json.ts';
import type { Customer, Organization } from '../model/people.ts';
import type { ListOptions } from '../paging/lists.ts';
import { deskPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';
import { inChunks } from './chunks.ts';

const LONGEST_NAME = 200;

/** Organizations: groups of customers, with names that are unique on the site. */
export class Organizations {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** The organization with this name: Jira creates it, or gives the one that exists. 1 to 200 characters. */
  async ensure(
    organization: { readonly name: string },
    options: CallOptions = {},
  ): Promise<Organization> {
    const { name } = organization;
    if (name.trim() === '' || name.length > LONGEST_NAME) {
      throw new ConfigurationError({
        setting: 'organization.name',
        message: `it has ${name.length} characters, and must have 1 to ${LONGEST_NAME}`,
        remedy: 'Shorten it so that it stays unique, and keep the whole name in a property.',
      });
    }
    return await this.#context.api.request('POST /rest/servicedeskapi/organization', {
      json: { name },
      signal: options.signal,
    });
  }

  /** The organization with this very name, without creating it: a walk through all of them. */
  async find(name: string, options: CallOptions = {}): Promise<Organization | undefined> {
    for await (const organization of this.list(options)) {
      if (organization.name === name) return organization;
    }
    return undefined;
  }

  async get(organizationId: string, options: CallOptions = {}): Promise<Organization> {
    return await this.#context.api.request(
      'GET /rest/servicedeskapi/organization/{organizationId}',
      { path: { organizationId }, signal: options.signal },
    );
  }

  /** All organizations, or those of one customer or one service desk. */
  list(
    options: ListOptions & {
      readonly accountId?: string | undefined;
      readonly serviceDeskId?: string | undefined;
    } = {},
  ): PagedList<Organization> {
    const { api } = this.#context;
    const { accountId, serviceDeskId } = options;
    const query = { accountId };
    return serviceDeskId === undefined
      ? deskPages(api, 'GET /rest/servicedeskapi/organization', { query }, options)
      : deskPages(
          api,
          'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization',
          { path: { serviceDeskId }, query },
          options,
        );
  }

  /** Deletes the organization; its members stay. */
  async delete(organizationId: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/servicedeskapi/organization/{organizationId}', {
      path: { organizationId },
      signal: options.signal,
    });
  }

  members(organizationId: string, options: ListOptions = {}): PagedList<Customer> {
    return deskPages(
      this.#context.api,
      'GET /rest/servicedeskapi/organization/{organizationId}/user',
      {
        path: { organizationId },
      },
      options,
    );
  }

  /** Adds customers, fifty a call. One that does not exist fails its call, but the others are added. */
  async addMembers(
    organizationId: string,
    accountIds: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    await inChunks(accountIds, (chunk) =>
      this.#context.api.request('POST /rest/servicedeskapi/organization/{organizationId}/user', {
        path: { organizationId },
        json: { accountIds: chunk },
        signal: options.signal,
      }),
    );
  }

  async removeMembers(
    organizationId: string,
    accountIds: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    await inChunks(accountIds, (chunk) =>
      this.#context.api.request('DELETE /rest/servicedeskapi/organization/{organizationId}/user', {
        path: { organizationId },
        json: { accountIds: chunk },
        signal: options.signal,
      }),
    );
  }

  /** Lets the members use the service desk. */
  async linkToServiceDesk(
    organizationId: string,
    serviceDeskId: string,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#context.api.request(
      'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization',
      {
        path: { serviceDeskId },
        json: { organizationId: Number(organizationId) },
        signal: options.signal,
      },
    );
  }

  async unlinkFromServiceDesk(
    organizationId: string,
    serviceDeskId: string,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#context.api.request(
      'DELETE /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization',
      {
        path: { serviceDeskId },
        json: { organizationId: Number(organizationId) },
        signal: options.signal,
      },
    );
  }

  /** A property that only the API shows. The value is JSON of at most 32,768 bytes. */
  async setProperty(
    organizationId: string,
    propertyKey: string,
    value: Json,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#context.api.request(
      'PUT /rest/servicedeskapi/organization/{organizationId}/property/{propertyKey}',
      { path: { organizationId, propertyKey }, json: value, signal: options.signal },
    );
  }

  async getProperty(
    organizationId: string,
    propertyKey: string,
    options: CallOptions = {},
  ): Promise<Json> {
    const { value } = await this.#context.api.request(
      'GET /rest/servicedeskapi/organization/{organizationId}/property/{propertyKey}',
      { path: { organizationId, propertyKey }, signal: options.signal },
    );
    return value;
  }

  async deleteProperty(
    organizationId: string,
    propertyKey: string,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#context.api.request(
      'DELETE /rest/servicedeskapi/organization/{organizationId}/property/{propertyKey}',
      { path: { organizationId, propertyKey }, signal: options.signal },
    );
  }
}
