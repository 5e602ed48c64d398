import { readRouteTable } from '../api/route-table.ts';
import { type Api, createApi } from '../api/serve.ts';
import type { Site } from '../site.ts';
import { attachmentHandlers } from './attachments.ts';
import { bulkHandlers } from './bulk.ts';
import { choiceHandlers } from './choices.ts';
import { commentHandlers } from './comments.ts';
import { componentHandlers } from './components.ts';
import { createMetadataHandlers } from './create-metadata.ts';
import { fieldContextHandlers } from './field-contexts.ts';
import { fieldHandlers } from './fields.ts';
import { issueHandlers } from './issues.ts';
import { linkHandlers } from './links.ts';
import { meHandlers } from './me.ts';
import { notificationSchemeHandlers } from './notification-schemes.ts';
import { projectHandlers } from './projects.ts';
import { propertyHandlers } from './properties.ts';
import { remoteLinkHandlers } from './remote-links.ts';
import { screenHandlers } from './screens.ts';
import { searchHandlers } from './search.ts';
import { transitionHandlers } from './transitions.ts';
import { userHandlers } from './users.ts';
import { watcherHandlers } from './watchers.ts';
import { workflowHandlers } from './workflows.ts';
import { worklogHandlers } from './worklogs.ts';

/** `/rest/api/3`, and `/rest/api/2`, which differs in how rich text is written. */
export function platformApi(site: Site): Api {
  return createApi(site, {
    routes: readRouteTable(new URL('../routes/platform.tsv', import.meta.url)),
    handlers: {
      ...attachmentHandlers(site),
      ...bulkHandlers(site),
      ...choiceHandlers(site),
      ...commentHandlers(site),
      ...componentHandlers(site),
      ...createMetadataHandlers(site),
      ...fieldContextHandlers(site),
      ...fieldHandlers(site),
      ...issueHandlers(site),
      ...linkHandlers(site),
      ...meHandlers(site),
      ...notificationSchemeHandlers(site),
      ...projectHandlers(site),
      ...propertyHandlers(site),
      ...remoteLinkHandlers(site),
      ...screenHandlers(site),
      ...searchHandlers(site),
      ...transitionHandlers(site),
      ...userHandlers(site),
      ...watcherHandlers(site),
      ...workflowHandlers(site),
      ...worklogHandlers(site),
    },
    refuse: ({ messages, fields }) => ({ errorMessages: messages, errors: fields }),
  });
}
