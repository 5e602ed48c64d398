import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { NotFoundError } from '../errors/atlassian-error.ts';
import type {
  NotificationScheme,
  Permission,
  Priority,
  Resolution,
  ServerInfo,
} from '../model/site.ts';
import type { ListOptions } from '../paging/lists.ts';
import { platformPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';
import { findOrCreate } from '../writes/find-or-create.ts';

const AUTOWATCH_DISABLED = 'user.autowatch.disabled';

/** What all projects of the site share. */
export class Site {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** The site's stable id: it tells two sites apart when one is renamed. Needs no permission. */
  async cloudId(): Promise<string> {
    return await this.#context.runtime.addresses.cloudId();
  }

  async info(options: CallOptions = {}): Promise<ServerInfo> {
    return await this.#context.api.request('GET /rest/api/3/serverInfo', options);
  }

  priorities(options: ListOptions = {}): PagedList<Priority> {
    return platformPages(this.#context.api, 'GET /rest/api/3/priority/search', {}, options);
  }

  resolutions(options: ListOptions = {}): PagedList<Resolution> {
    return platformPages(this.#context.api, 'GET /rest/api/3/resolution/search', {}, options);
  }

  labels(options: ListOptions = {}): PagedList<string> {
    return platformPages(
      this.#context.api,
      'GET /rest/api/3/label',
      {},
      { pageSize: 1_000, ...options },
    );
  }

  /** Which of these permissions the account has in the project: `CREATE_ISSUES`, `ADD_COMMENTS`, … */
  async permissions(
    wanted: {
      readonly projectKey?: string | undefined;
      readonly permissions: readonly string[];
    },
    options: CallOptions = {},
  ): Promise<Readonly<Record<string, Permission>>> {
    const { permissions } = await this.#context.api.request('GET /rest/api/3/mypermissions', {
      // Without a project the answer is optimistic: what the account may do somewhere.
      query: { projectKey: wanted.projectKey, permissions: wanted.permissions },
      signal: options.signal,
    });
    return permissions;
  }

  notificationSchemes(options: ListOptions = {}): PagedList<NotificationScheme> {
    return platformPages(
      this.#context.api,
      'GET /rest/api/3/notificationscheme',
      {
        query: { expand: 'all' },
      },
      options,
    );
  }

  /** A notification scheme without events, which mails nobody: found by its name, or created. */
  async ensureSilentScheme(
    name: string,
    options: CallOptions = {},
  ): Promise<{ readonly id: string }> {
    return await findOrCreate(
      (signal) => this.#findSilentScheme(name, signal),
      (probe) =>
        this.#context.api.write(
          'POST /rest/api/3/notificationscheme',
          { json: { name }, signal: options.signal },
          probe,
        ),
      options.signal,
    );
  }

  /**
   * Deletes a notification scheme that no project uses; one that is used, or gone already, is left.
   * Returns whether it is gone.
   */
  async dropUnusedScheme(name: string, options: CallOptions = {}): Promise<boolean> {
    const { api } = this.#context;
    const { signal } = options;
    const scheme = await this.#findSilentScheme(name, signal);
    if (!scheme) return true;
    const uses = platformPages(
      api,
      'GET /rest/api/3/notificationscheme/project',
      { query: { notificationSchemeId: scheme.id } },
      { signal },
    );
    if ((await uses.toArray({ limit: 1 })).length > 0) return false;
    await api.request('DELETE /rest/api/3/notificationscheme/{notificationSchemeId}', {
      path: { notificationSchemeId: scheme.id },
      signal,
    });
    return true;
  }

  /** Whether the account begins to watch, and so is mailed about, each issue that it touches. */
  async autowatch(options: CallOptions = {}): Promise<boolean> {
    try {
      const disabled = await this.#context.api.request('GET /rest/api/3/mypreferences', {
        query: { key: AUTOWATCH_DISABLED },
        signal: options.signal,
      });
      return String(disabled) !== 'true';
    } catch (error) {
      // Whoever has never chosen has the site's default: it watches.
      if (error instanceof NotFoundError) return true;
      throw error;
    }
  }

  async setAutowatch(enabled: boolean, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('PUT /rest/api/3/mypreferences', {
      query: { key: AUTOWATCH_DISABLED },
      json: !enabled,
      signal: options.signal,
    });
  }

  async #findSilentScheme(
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly id: string } | undefined> {
    for await (const scheme of this.notificationSchemes({ signal })) {
      const events = scheme.notificationSchemeEvents ?? [];
      const isSilent = events.every(({ notifications = [] }) => notifications.length === 0);
      if (scheme.name === name && isSilent) return { id: String(scheme.id) };
    }
    return undefined;
  }
}
