import { z } from 'zod';
import { visibleIssue, visibleProject } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handler, type Handlers, param, readBody } from '../api/call.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import { setCommentProperty, VISIBILITY_PROPERTY } from '../domain/comments.ts';
import { propertyId, setProperty } from '../domain/properties.ts';
import type { Json } from '../model/json.ts';
import type { Site } from '../site.ts';

/** The same four operations on whatever can own properties. */
export interface PropertyOperations {
  readonly keys: Handler;
  readonly get: Handler;
  readonly set: Handler;
  readonly remove: Handler;
}

export function propertyOperations(
  site: Site,
  ownerOf: (call: Call) => string,
  set: (owner: string, key: string, value: Json) => boolean = (owner, key, value) =>
    setProperty(site, owner, key, value),
): PropertyOperations {
  const { store } = site;
  const self = (call: Call, key: string): string =>
    `${call.base}${call.route.path
      .replace('/{propertyKey}', '')
      .replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
        encodeURIComponent(param(call, name)),
      )}/${encodeURIComponent(key)}`;
  return {
    keys(call) {
      const properties = store.propertiesByOwner.find(ownerOf(call));
      return json({ keys: properties.map(({ key }) => ({ self: self(call, key), key })) });
    },
    get(call) {
      const key = param(call, 'propertyKey');
      const property = store.properties.get(propertyId(ownerOf(call), key));
      if (!property) throw notFound(`The property ${key} does not exist.`);
      return json({ key, value: property.value });
    },
    set(call) {
      const owner = ownerOf(call);
      if (call.body === undefined) throw badRequest('The property value must be a non-empty JSON.');
      const isNew = set(owner, param(call, 'propertyKey'), readBody(call, z.json()));
      return json(null, { status: isNew ? 201 : 200 });
    },
    remove(call) {
      const key = param(call, 'propertyKey');
      if (!store.properties.delete(propertyId(ownerOf(call), key))) {
        throw notFound(`The property ${key} does not exist.`);
      }
      return empty(204);
    },
  };
}

export function propertyHandlers(site: Site): Handlers {
  const ofIssue = propertyOperations(site, (call) => {
    const { issue } = visibleIssue(site, call.caller, param(call, 'issueIdOrKey'));
    return `issue/${issue.id}`;
  });
  const commentId = (call: Call): string => {
    const comment = site.store.comments.get(param(call, 'commentId'));
    if (!comment) throw notFound('The comment was not found.');
    visibleIssue(site, call.caller, comment.issueId);
    return comment.id;
  };
  const ofComment = propertyOperations(
    site,
    (call) => `comment/${commentId(call)}`,
    (owner, key, value) => setCommentProperty(site, owner.replace('comment/', ''), key, value),
  );
  const ofProject = propertyOperations(
    site,
    (call) => `project/${visibleProject(site, call.caller, param(call, 'projectIdOrKey')).id}`,
  );
  return {
    getIssuePropertyKeys: ofIssue.keys,
    getIssueProperty: ofIssue.get,
    setIssueProperty: ofIssue.set,
    deleteIssueProperty: ofIssue.remove,
    getCommentPropertyKeys: ofComment.keys,
    getCommentProperty: ofComment.get,
    setCommentProperty: ofComment.set,
    deleteCommentProperty(call) {
      // Without the property that hides it, a comment of a request is public (facts § 4.5).
      if (param(call, 'propertyKey') === VISIBILITY_PROPERTY) {
        setCommentProperty(site, commentId(call), VISIBILITY_PROPERTY, { internal: false });
      }
      return ofComment.remove(call);
    },
    getProjectPropertyKeys: ofProject.keys,
    getProjectProperty: ofProject.get,
    setProjectProperty: ofProject.set,
    deleteProjectProperty: ofProject.remove,
  };
}
