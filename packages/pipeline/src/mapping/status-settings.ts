import type { ResolvedConfig } from '../config/schema.ts';

type StatusSetting = ResolvedConfig['statuses'][string];

/** Every setting that names a status for all projects, with its place in the config. */
export function statusSettings({
  statuses,
  statusesByType,
}: ResolvedConfig): [setting: string, status: StatusSetting][] {
  const byType = Object.entries(statusesByType).flatMap(
    ([key, value]): [string, StatusSetting][] => (value ? [[`statusesByType.${key}`, value]] : []),
  );
  return [
    ...Object.entries(statuses).map(([key, value]): [string, StatusSetting] => [
      `statuses.${key}`,
      value,
    ]),
    ...byType,
  ];
}
