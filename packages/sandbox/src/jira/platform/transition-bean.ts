import { projectOf } from '../access/guards.ts';
import { isInitial, transitionsFrom } from '../domain/workflow.ts';
import type { Transition } from '../model/configuration.ts';
import type { Issue } from '../model/issues.ts';
import { fieldMetadata } from './field-metadata.ts';
import { statusBean, type View } from './view.ts';

export function transitionBeans(
  view: View,
  issue: Issue,
  options: { readonly withFields: boolean },
) {
  return transitionsFrom(view.site, projectOf(view.site, issue), issue).map((transition) =>
    transitionBean(view, issue, transition, options.withFields),
  );
}

function transitionBean(view: View, issue: Issue, transition: Transition, withFields: boolean) {
  const screen = transition.screen;
  const shown = view.site.switches.validatorFields === 'shown';
  return {
    id: transition.id,
    name: transition.name,
    to: statusBean(view, transition.to),
    hasScreen: screen !== undefined,
    isGlobal: transition.from === '*',
    isInitial: isInitial(transition),
    isAvailable: true,
    isConditional: false,
    looped: transition.to === issue.statusId,
    ...(withFields
      ? {
          fields: Object.fromEntries(
            (screen?.fieldIds ?? []).map((fieldId) => [
              fieldId,
              // A validator's demand is not the screen's: mostly it is not shown (facts § 4.8).
              fieldMetadata(view, issue, fieldId, shown && screen?.requiredIds.includes(fieldId)),
            ]),
          ),
        }
      : {}),
  };
}
