import { z } from 'zod';
import { requireAdmin, visibleProject } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import type { NotificationRule, NotificationScheme } from '../model/configuration.ts';
import { NOTIFICATION_EVENTS } from '../seed/catalog.ts';
import type { Site } from '../site.ts';
import { viewOf } from './view.ts';

/** Who is mailed about which event. An empty scheme is how a project is silenced (facts § 3.7). */
export function notificationSchemeHandlers(site: Site): Handlers {
  const { store } = site;
  const schemeOf = (id: string): NotificationScheme => {
    const scheme = store.notificationSchemes.get(id);
    if (!scheme) throw notFound('The notification scheme was not found.');
    return scheme;
  };
  const bean = (call: Call, scheme: NotificationScheme, expanded: boolean) => ({
    expand: 'notificationSchemeEvents,user,group,projectRole,field,all',
    id: Number(scheme.id),
    self: `${viewOf(site, call).rest}/notificationscheme/${scheme.id}`,
    name: scheme.name,
    description: scheme.description,
    ...(expanded ? { notificationSchemeEvents: eventBeans(scheme) } : {}),
  });
  const rulesOf = (events: z.infer<typeof Events>): NotificationRule[] =>
    events.flatMap(({ event, notifications }) =>
      notifications.map(({ notificationType }) => ({
        id: store.nextId('notification'),
        eventId: event.id,
        recipient: notificationType,
      })),
    );

  return {
    getNotificationSchemes(call) {
      const ids = list(call, 'id');
      const expanded = list(call, 'expand').length > 0;
      const found = [...store.notificationSchemes.values()].filter(
        ({ id }) => ids.length === 0 || ids.includes(id),
      );
      return platformPage(
        call,
        found.map((scheme) => bean(call, scheme, expanded)),
        { maximum: 50 },
      );
    },

    createNotificationScheme(call) {
      requireAdmin(site, call.caller);
      const body = readBody(call, SchemeInput);
      if ([...store.notificationSchemes.values()].some(({ name }) => name === body.name)) {
        throw badRequest('A notification scheme with this name already exists.');
      }
      const id = store.nextId('notification-scheme-made').replace(/^1/, '2');
      store.notificationSchemes.set(id, {
        id,
        name: body.name,
        description: body.description ?? '',
        rules: rulesOf(body.notificationSchemeEvents ?? []),
      });
      return json({ id }, { status: 201 });
    },

    getNotificationScheme: (call) => json(bean(call, schemeOf(param(call, 'id')), true)),

    updateNotificationScheme(call) {
      requireAdmin(site, call.caller);
      const scheme = schemeOf(param(call, 'id'));
      const { name, description } = readBody(call, SchemeInput.partial());
      store.notificationSchemes.set(scheme.id, {
        ...scheme,
        name: name ?? scheme.name,
        description: description ?? scheme.description,
      });
      return empty(204);
    },

    deleteNotificationScheme(call) {
      requireAdmin(site, call.caller);
      const scheme = schemeOf(param(call, 'notificationSchemeId'));
      const used = [...store.projects.values()].some(
        (project) => project.notificationSchemeId === scheme.id,
      );
      if (used) throw badRequest('The notification scheme is used by a project.');
      store.notificationSchemes.delete(scheme.id);
      return empty(204);
    },

    addNotifications(call) {
      requireAdmin(site, call.caller);
      const scheme = schemeOf(param(call, 'id'));
      const { notificationSchemeEvents } = readBody(
        call,
        z.object({ notificationSchemeEvents: Events }),
      );
      const rules = [...scheme.rules, ...rulesOf(notificationSchemeEvents)];
      store.notificationSchemes.set(scheme.id, { ...scheme, rules });
      return empty(204);
    },

    removeNotificationFromNotificationScheme(call) {
      requireAdmin(site, call.caller);
      const scheme = schemeOf(param(call, 'notificationSchemeId'));
      const rules = scheme.rules.filter(({ id }) => id !== param(call, 'notificationId'));
      if (rules.length === scheme.rules.length) throw notFound('The notification was not found.');
      store.notificationSchemes.set(scheme.id, { ...scheme, rules });
      return empty(204);
    },

    getNotificationSchemeToProjectMappings(call) {
      const [schemeIds, projectIds] = [list(call, 'notificationSchemeId'), list(call, 'projectId')];
      const mappings = [...store.projects.values()].flatMap(({ id, notificationSchemeId }) =>
        notificationSchemeId === undefined ? [] : [{ notificationSchemeId, projectId: id }],
      );
      const found = mappings.filter(
        (mapping) =>
          (schemeIds.length === 0 || schemeIds.includes(mapping.notificationSchemeId)) &&
          (projectIds.length === 0 || projectIds.includes(mapping.projectId)),
      );
      return platformPage(call, found, { maximum: 50 });
    },

    getNotificationSchemeForProject(call) {
      const project = visibleProject(site, call.caller, param(call, 'projectKeyOrId'));
      const scheme = store.notificationSchemes.get(project.notificationSchemeId ?? '');
      // A desk made from a template can have none at all.
      if (!scheme) throw notFound('The project has no notification scheme.');
      return json(bean(call, scheme, list(call, 'expand').length > 0));
    },
  };
}

const Events = z.array(
  z.object({
    event: z.object({ id: z.string() }),
    notifications: z.array(
      z.object({
        notificationType: z.enum(['Reporter', 'CurrentAssignee', 'AllWatchers', 'CurrentUser']),
      }),
    ),
  }),
);
const SchemeInput = z.object({
  name: z.string(),
  description: z.string().optional(),
  notificationSchemeEvents: Events.optional(),
});

function eventBeans(scheme: NotificationScheme) {
  const byEvent = Map.groupBy(scheme.rules, (rule) => rule.eventId);
  return [...byEvent].map(([eventId, rules]) => ({
    event: {
      id: Number(eventId),
      name: Object.values(NOTIFICATION_EVENTS).find(({ id }) => id === eventId)?.name ?? '',
    },
    notifications: rules.map((rule) => ({ id: Number(rule.id), notificationType: rule.recipient })),
  }));
}
