import { CUSTOM_MODULES } from './custom-modules.ts';
import { idOf } from './ids.ts';

export interface Layout {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  /** API name of the module. */
  readonly module: string;
  readonly department: number;
  readonly isActive: boolean;
}

const layout = (
  number: number,
  name: string,
  module: string,
  department = 0,
  isActive = true,
): Layout => ({ number, id: idOf('layout', number), name, module, department, isActive });

/** The first of a module is the one that its records name. */
export const LAYOUTS: readonly Layout[] = [
  layout(0, 'Default Ticket Layout', 'tickets'),
  layout(1, 'Default Contact Layout', 'contacts'),
  layout(2, 'Default Account Layout', 'accounts'),
  layout(3, 'Default Product Layout', 'products'),
  layout(4, 'Default Task Layout', 'tasks'),
  layout(5, 'Default Call Layout', 'calls'),
  layout(6, 'Default Time Entry Layout', 'timeEntry'),
  layout(7, 'Default Event Layout', 'events'),
  layout(8, 'Default Contract Layout', 'contracts'),
  layout(9, 'Repairs', 'tickets', 2),
  layout(10, 'Repairs before 2021', 'tickets', 2, false),
  ...CUSTOM_MODULES.map((module) =>
    layout(20 + module.number, `Default ${module.singularLabel} Layout`, module.apiName),
  ),
];
