import type { PagedList } from '@zdjsm/core';
import type { Context } from '../client/context.ts';
import { NotFoundError } from '../errors/atlassian-error.ts';
import type {
  Component,
  CreateField,
  IssueType,
  IssueTypeStatuses,
  NotificationScheme,
  Project,
} from '../model/site.ts';
import { type ListOptions, platformList } from '../paging/lists.ts';
import { platformPages } from '../paging/route-lists.ts';
import type { CallOptions } from '../request/call.ts';
import { findOrCreate } from '../writes/find-or-create.ts';

/** What a service project shall be. */
export interface NewServiceProject {
  /** Capital letters and digits: requests are called `KEY-1`. */
  readonly key: string;
  readonly name: string;
  readonly leadAccountId: string;
  /** Default: the one for customers outside the company. */
  readonly template?: string | undefined;
}

const CUSTOMER_SERVICE = 'com.atlassian.servicedesk:simplified-external-service-desk';

/** Projects, and how they are set up. */
export class Projects {
  readonly #context: Context;
  readonly components: Components;

  constructor(context: Context) {
    this.#context = context;
    this.components = new Components(context);
  }

  list(options: ListOptions & { readonly query?: string | undefined } = {}): PagedList<Project> {
    return platformPages(
      this.#context.api,
      'GET /rest/api/3/project/search',
      { query: { query: options.query } },
      options,
    );
  }

  async get(projectKey: string, options: CallOptions = {}): Promise<Project> {
    return await this.#context.api.request('GET /rest/api/3/project/{projectIdOrKey}', {
      path: { projectIdOrKey: projectKey },
      signal: options.signal,
    });
  }

  /**
   * The service project with this key, created where it is missing, from Atlassian's template: which
   * request types and which workflow it has then, the template decides. Asks for an administrator.
   */
  async ensureServiceProject(
    project: NewServiceProject,
    options: CallOptions = {},
  ): Promise<Project> {
    const { key, name, leadAccountId, template = CUSTOMER_SERVICE } = project;
    const find = async (signal: AbortSignal | undefined): Promise<Project | undefined> => {
      try {
        return await this.get(key, { signal });
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    };
    const { id } = await findOrCreate<Pick<Project, 'id'>>(
      find,
      async (probe) =>
        await this.#context.api.write(
          'POST /rest/api/3/project',
          {
            json: {
              key,
              name,
              leadAccountId,
              projectTypeKey: 'service_desk',
              projectTemplateKey: template,
            },
            signal: options.signal,
          },
          probe,
        ),
      options.signal,
    );
    return await this.get(String(id), options);
  }

  /** The statuses that each issue type can have. */
  async statuses(
    projectKey: string,
    options: CallOptions = {},
  ): Promise<readonly IssueTypeStatuses[]> {
    return await this.#context.api.request('GET /rest/api/3/project/{projectIdOrKey}/statuses', {
      path: { projectIdOrKey: projectKey },
      signal: options.signal,
    });
  }

  /** The issue types that the account can create there. */
  async issueTypes(projectKey: string, options: CallOptions = {}): Promise<readonly IssueType[]> {
    const { issueTypes } = await this.#context.api.request(
      'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes',
      { path: { projectIdOrKey: projectKey }, query: { maxResults: 200 }, signal: options.signal },
    );
    return issueTypes;
  }

  /** The fields of the create screen, as far as the account may set them; validators are not shown. */
  createFields(
    projectKey: string,
    issueTypeId: string,
    options: ListOptions = {},
  ): PagedList<CreateField> {
    return platformList(
      (startAt) =>
        this.#context.api.request(
          'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}',
          {
            path: { projectIdOrKey: projectKey, issueTypeId },
            query: { startAt, maxResults: 200 },
            signal: options.signal,
          },
        ),
      (page) => page.fields,
      options.from,
    );
  }

  /** The project's notification scheme with its events; undefined where it has none. */
  async notificationScheme(
    projectKey: string,
    options: CallOptions = {},
  ): Promise<NotificationScheme | undefined> {
    try {
      return await this.#context.api.request(
        'GET /rest/api/3/project/{projectKeyOrId}/notificationscheme',
        { path: { projectKeyOrId: projectKey }, query: { expand: 'all' }, signal: options.signal },
      );
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /**
   * Changes the scheme by which Jira mails agents and watchers. It is applied late: read it back
   * until it shows. What customers are mailed is set elsewhere, and by a person only.
   */
  async setNotificationScheme(
    projectKey: string,
    schemeId: number,
    options: CallOptions = {},
  ): Promise<void> {
    await this.#context.api.request('PUT /rest/api/3/project/{projectIdOrKey}', {
      path: { projectIdOrKey: projectKey },
      json: { notificationScheme: schemeId },
      signal: options.signal,
    });
  }
}

/** The components of projects. */
export class Components {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(projectKey: string, options: ListOptions = {}): PagedList<Component> {
    return platformPages(
      this.#context.api,
      'GET /rest/api/3/project/{projectIdOrKey}/component',
      { path: { projectIdOrKey: projectKey } },
      options,
    );
  }

  /** The component with this name, created where it is missing. At most 255 characters. */
  async ensure(
    projectKey: string,
    component: { readonly name: string; readonly description?: string | undefined },
    options: CallOptions = {},
  ): Promise<Component> {
    return await findOrCreate(
      (signal) => this.#find(projectKey, component.name, signal),
      (probe) =>
        this.#context.api.write(
          'POST /rest/api/3/component',
          { json: { project: projectKey, ...component }, signal: options.signal },
          probe,
        ),
      options.signal,
    );
  }

  /** Issues that had it lose it. */
  async delete(id: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/component/{id}', {
      path: { id },
      signal: options.signal,
    });
  }

  async #find(
    projectKey: string,
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<Component | undefined> {
    for await (const component of this.list(projectKey, { signal })) {
      if (component.name.toLowerCase() === name.toLowerCase()) return component;
    }
    return undefined;
  }
}
