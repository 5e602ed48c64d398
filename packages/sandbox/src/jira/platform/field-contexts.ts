import { z } from 'zod';
import { requireAdmin } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { badRequest, notFound, Refusal } from '../api/refusal.ts';
import type { FieldContext, FieldOption } from '../model/configuration.ts';
import type { Site } from '../site.ts';

const MAX_OPTIONS = 1_000;

/** Where a custom field is there, and what can be chosen in it. */
export function fieldContextHandlers(site: Site): Handlers {
  const { store } = site;
  const contextsOf = (call: Call): FieldContext[] => {
    requireAdmin(site, call.caller);
    const fieldId = param(call, 'fieldId');
    if (!store.fields.get(fieldId)) throw notFound('The custom field was not found.');
    const ids = list(call, 'contextId');
    const contexts = store.contextsByField.find(fieldId);
    return contexts.filter(({ id }) => ids.length === 0 || ids.includes(id));
  };
  const contextOf = (call: Call): FieldContext => {
    const id = param(call, 'contextId');
    const context = contextsOf(call).find((candidate) => candidate.id === id);
    if (!context) throw notFound('The custom field context was not found.');
    return context;
  };
  const optionOf = (context: FieldContext, id: string): FieldOption => {
    const option = store.options.get(id);
    if (option?.contextId !== context.id) throw notFound('The custom field option was not found.');
    return option;
  };

  return {
    getContextsForField: (call) =>
      platformPage(call, contextsOf(call).map(contextBean), { maximum: 50 }),

    createCustomFieldContext(call) {
      contextsOf(call);
      const body = readBody(call, NewContext);
      const fieldId = param(call, 'fieldId');
      const projectIds = body.projectIds ?? [];
      const others = store.contextsByField.find(fieldId);
      const taken = others.some(
        (other) =>
          (projectIds.length === 0 && other.projectIds.length === 0) ||
          other.projectIds.some((id) => projectIds.includes(id)),
      );
      if (taken) throw new Refusal(409, 'Projects already have a context for this custom field.');
      const context = {
        id: store.nextId('field-context'),
        fieldId,
        name: body.name,
        description: body.description ?? '',
        projectIds,
        issueTypeIds: body.issueTypeIds ?? [],
      };
      store.contexts.set(context.id, context);
      const { fieldId: _field, ...shown } = context;
      return json(shown, { status: 201 });
    },

    updateCustomFieldContext(call) {
      const context = contextOf(call);
      const { name, description } = readBody(call, NewContext.partial());
      store.contexts.set(context.id, {
        ...context,
        name: name ?? context.name,
        description: description ?? context.description,
      });
      return empty(204);
    },

    deleteCustomFieldContext(call) {
      store.contexts.delete(contextOf(call).id);
      return empty(204);
    },

    getProjectContextMapping: (call) =>
      platformPage(
        call,
        contextsOf(call).flatMap((context): unknown[] =>
          context.projectIds.length === 0
            ? [{ contextId: context.id, isGlobalContext: true }]
            : context.projectIds.map((projectId) => ({ contextId: context.id, projectId })),
        ),
        { maximum: 50 },
      ),

    getIssueTypeMappingsForContexts: (call) =>
      platformPage(
        call,
        contextsOf(call).flatMap((context): unknown[] =>
          context.issueTypeIds.length === 0
            ? [{ contextId: context.id, isAnyIssueType: true }]
            : context.issueTypeIds.map((issueTypeId) => ({ contextId: context.id, issueTypeId })),
        ),
        { maximum: 50 },
      ),

    getOptionsForContext(call) {
      const onlyId = call.query.get('optionId');
      const options = store.optionsByContext.find(contextOf(call).id);
      const wanted = options.filter((option) => onlyId === null || option.id === onlyId);
      return platformPage(call, wanted.map(optionBean), { maximum: 100 });
    },

    createCustomFieldOption(call) {
      const context = contextOf(call);
      const { options } = readBody(call, NewOptions);
      if (options.length > MAX_OPTIONS) {
        throw badRequest(`The number of options must not exceed ${MAX_OPTIONS}.`);
      }
      const present = store.optionsByContext.find(context.id);
      for (const { value, optionId } of options) {
        const taken = present.some((other) => other.parentId === optionId && other.value === value);
        if (taken) throw badRequest(`The option '${value}' already exists.`);
        if (optionId !== undefined) optionOf(context, optionId);
      }
      const made = options.map(({ value, optionId, disabled }): FieldOption => {
        const id = store.nextId('field-option');
        return {
          id,
          contextId: context.id,
          value,
          disabled: disabled ?? false,
          parentId: optionId,
        };
      });
      for (const option of made) store.options.set(option.id, option);
      return json({ options: made.map(optionBean) });
    },

    updateCustomFieldOption(call) {
      const context = contextOf(call);
      const { options } = readBody(call, ChangedOptions);
      const changed = options.map(({ id, value, disabled }) => {
        const option = optionOf(context, id);
        return { ...option, value: value ?? option.value, disabled: disabled ?? option.disabled };
      });
      for (const option of changed) store.options.set(option.id, option);
      return json({ options: changed.map(({ id, value, disabled }) => ({ id, value, disabled })) });
    },

    deleteCustomFieldOption(call) {
      store.options.delete(optionOf(contextOf(call), param(call, 'optionId')).id);
      return empty(204);
    },
  };
}

const NewContext = z.object({
  name: z.string(),
  description: z.string().optional(),
  projectIds: z.array(z.string()).optional(),
  issueTypeIds: z.array(z.string()).optional(),
});
const NewOptions = z.object({
  options: z.array(
    z.object({
      value: z.string(),
      optionId: z.string().optional(),
      disabled: z.boolean().optional(),
    }),
  ),
});
const ChangedOptions = z.object({
  options: z.array(
    z.object({ id: z.string(), value: z.string().optional(), disabled: z.boolean().optional() }),
  ),
});

function contextBean(context: FieldContext) {
  return {
    id: context.id,
    name: context.name,
    description: context.description,
    isGlobalContext: context.projectIds.length === 0,
    isAnyIssueType: context.issueTypeIds.length === 0,
  };
}

function optionBean(option: FieldOption) {
  const { id, value, disabled, parentId } = option;
  return { id, value, disabled, ...(parentId === undefined ? {} : { optionId: parentId }) };
}
