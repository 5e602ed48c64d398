import { may } from '../access/guards.ts';
import { json } from '../api/answer.ts';
import { type Call, flag, type Handlers, param } from '../api/call.ts';
import { deskPage } from '../api/paging.ts';
import { notFound } from '../api/refusal.ts';
import { workspaceId } from '../assets/workspace.ts';
import { mayRaise } from '../domain/customer-view.ts';
import type { Queue } from '../model/configuration.ts';
import { issueBean } from '../platform/issue-bean.ts';
import { createJqlSearch } from '../search/jql-search.ts';
import type { Site } from '../site.ts';
import { dateDto } from '../text/times.ts';
import { type DeskProject, deskDto, deskView, findDesk, isDesk } from './desk-view.ts';

const MAX_QUEUE = 1_000;

export function deskHandlers(site: Site): Handlers {
  const { store, switches } = site;
  const search = createJqlSearch(site);
  const size = switches.deskPageLimit;

  const visible = (call: Call): DeskProject[] =>
    [...store.projects.values()].filter(isDesk).filter((project) => {
      const { account } = call.caller;
      return may(site, call.caller, 'BROWSE_PROJECTS', project) || mayRaise(site, account, project);
    });
  const queueOf = (call: Call): Queue => {
    const { desk } = findDesk(site, param(call, 'serviceDeskId'));
    const queue = desk.queues.find(({ id }) => id === param(call, 'queueId'));
    if (!queue) throw notFound('The queue does not exist.');
    return queue;
  };
  const queueDto = (call: Call, queue: Queue) => ({
    id: queue.id,
    name: queue.name,
    jql: queue.jql,
    fields: queue.fields,
    ...(flag(call, 'includeCount', false)
      ? { issueCount: search.count(queue.jql, call.caller.account) }
      : {}),
    _links: {
      self: `${call.base}/rest/servicedeskapi/servicedesk/${param(call, 'serviceDeskId')}/queue/${queue.id}`,
    },
  });
  const workspaces = (call: Call): Response => {
    const values = switches.assets ? [{ workspaceId: workspaceId(site) }] : [];
    return json(deskPage(call, values, size, (value) => value));
  };

  return {
    getInfo: (call) =>
      json({
        version: '5.19.0',
        platformVersion: '1001.0.0',
        buildDate: dateDto(site.clock.now()),
        buildChangeSet: 'sandbox',
        isLicensedForUse: true,
        _links: { self: `${call.base}/rest/servicedeskapi/info` },
      }),

    getServiceDesks: (call) =>
      json(
        deskPage(call, visible(call), size, (project) => deskDto(deskView(site, call), project)),
      ),

    getServiceDeskById(call) {
      const project = findDesk(site, param(call, 'serviceDeskId'));
      if (!visible(call).some(({ id }) => id === project.id)) {
        throw notFound('The Service Desk does not exist or is not visible to you.');
      }
      return json(deskDto(deskView(site, call), project));
    },

    getQueues(call) {
      const { desk } = findDesk(site, param(call, 'serviceDeskId'));
      return json(deskPage(call, desk.queues, size, (queue) => queueDto(call, queue)));
    },
    getQueue: (call) => json(queueDto(call, queueOf(call))),
    getIssuesInQueue(call) {
      const { jql, fields } = queueOf(call);
      const { issues } = search.page({
        jql,
        account: call.caller.account,
        size: MAX_QUEUE,
        token: undefined,
        reconciled: [],
      });
      const view = deskView(site, call);
      return json(
        deskPage(call, issues, size, (issue) =>
          issueBean(view, issue, { fields, expand: [], properties: [] }),
        ),
      );
    },

    getAssetsWorkspaces: workspaces,
    getInsightWorkspaces: workspaces,
  };
}
