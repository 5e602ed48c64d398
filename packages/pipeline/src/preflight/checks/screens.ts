import type { CreateField } from '@zdjsm/jsm';
import { issueTypesOf, type PreflightCheck, type PreflightContext } from '../check.ts';
import type { Finding } from '../finding.ts';

/** What each request is created with, whatever the config says. */
const ALWAYS = ['summary', 'description', 'reporter', 'labels'];

/** What a request can have, if its ticket has it. */
const AT_TIMES = ['priority', 'duedate', 'assignee'];

// Filled by Jira or by the creation itself.
const FILLED = new Set(['project', 'issuetype', ...ALWAYS]);

/** `POST /issue` refuses a field that is not on the create screen, and asks for what is required there. */
export const screens: PreflightCheck = {
  name: 'create screens',
  async run(context) {
    const { jsm, places, signal } = context;
    const findings: Finding[] = [];
    for (const { project, requestType } of issueTypesOf(places)) {
      const screen = await Array.fromAsync(
        jsm.projects.createFields(project.key, requestType.issueTypeId, { signal }),
      );
      const place = `${project.key}, create screen of "${requestType.name}"`;
      findings.push(...absentFrom(context, screen, place), ...demandedBy(context, screen, place));
    }
    return findings;
  },
};

function absentFrom(
  { jsm, config, mapping, signal }: PreflightContext,
  screen: readonly CreateField[],
  place: string,
): Finding[] {
  const there = new Set(screen.map(({ fieldId }) => fieldId));
  const mapped = Object.keys(config.fields).flatMap((name) => mapping.field(name)?.field ?? []);
  const system = [...ALWAYS, ...AT_TIMES].map((id) => ({ id, name: id }));
  return [...system, ...new Map(mapped.map((field) => [field.id, field])).values()].flatMap(
    ({ id, name }): Finding[] =>
      there.has(id)
        ? []
        : [
            {
              severity: 'blocker',
              place,
              message: `does not show "${name}": requests with a value for it are refused`,
              remedy:
                'Add the field to the screen (Project settings › Screens); `--fix` adds custom fields to the default screen.',
              fix: id.startsWith('customfield_')
                ? {
                    creates: `field "${name}" on the default screen`,
                    apply: () => jsm.fields.addToDefaultScreen(id, { signal }),
                  }
                : undefined,
            },
          ],
  );
}

function demandedBy(
  { config, mapping }: PreflightContext,
  screen: readonly CreateField[],
  place: string,
): Finding[] {
  const given = new Set(Object.keys(config.fields).map((name) => mapping.field(name)?.field.id));
  return screen
    .filter(({ required, hasDefaultValue }) => required && !hasDefaultValue)
    .filter(({ fieldId }) => !FILLED.has(fieldId) && !given.has(fieldId))
    .map(({ name }) => ({
      severity: 'blocker',
      place,
      message: `asks for "${name}", which no setting fills`,
      remedy: 'Make the field optional while you migrate, give it a default, or map a field to it.',
    }));
}
