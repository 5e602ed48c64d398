/** `2021-01-17T12:34:00.000+0000`: the platform's form, without a colon in the zone. */
export function jiraTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}

/** The four forms in which the JSM API gives each instant. */
export function dateDto(time: number) {
  const iso = new Date(time).toISOString();
  return {
    iso8601: `${iso.slice(0, 19)}+0000`,
    jira: jiraTime(time),
    friendly: `${iso.slice(0, 10)} ${iso.slice(11, 16)}`,
    epochMillis: time,
  };
}
