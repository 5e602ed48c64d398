import type { PagedList } from '@zdjsm/core';
import { offsetList } from '../paging/offset-list.ts';
import { unpagedList } from '../paging/unpaged-list.ts';
import type { Flag, Id, RawRecord } from '../records.ts';
import type { Api, CallOptions, ListOptions } from '../request/api.ts';
import { SETTINGS_ROUTES as routes } from '../routes/settings.ts';

/** Source: Module.json@75e1ba57. */
export interface Module extends RawRecord {
  readonly id: Id;
  /** `tickets`, `cm_assets`. */
  readonly apiName: string;
  readonly displayLabel?: string;
  readonly singularLabel?: string;
  readonly pluralLabel?: string;
  /** The field that names a record: `subject`, `accountName`. */
  readonly nameField?: string;
  readonly isCustomModule?: Flag;
  readonly isDeptSpecific?: Flag;
}

/** Source: Field.json. A portal's own fields begin with `cf_`. */
export interface Field extends RawRecord {
  readonly id: Id;
  readonly apiName: string;
  readonly displayLabel?: string;
  readonly name?: string;
  /** `Text`, `Picklist`, `LookUp`, … Sometimes wrong: a ticket's `status` can say `DateTime`. */
  readonly type?: string;
  readonly isCustomField?: Flag;
  readonly isMandatory?: Flag;
  readonly maxLength?: number;
  readonly allowedValues?: readonly RawRecord[];
}

/** Source: Layout.json@3f7016e3; its sections and fields are not documented here. */
export interface Layout extends RawRecord {
  readonly id: Id;
  readonly layoutName?: string;
  readonly departmentId?: Id;
  readonly sections?: readonly RawRecord[];
}

/** A view's name; its criteria can't be read. Source: CustomView.json@75e1ba57. */
export interface View extends RawRecord {
  readonly id: Id;
  readonly name?: string;
  readonly displayLabel?: string;
  readonly isCustomView?: Flag;
}

/** How the portal is set up: what a mapping is made from. */
export interface Settings {
  /** Custom modules are among them. */
  modules(options?: CallOptions): PagedList<Module>;
  fields(module: string, options?: CallOptions): PagedList<Field>;
  /** Of every state by default: old records can have a layout that is no longer in use. */
  layouts(
    module: string,
    query?: { readonly status?: 'active' | 'inactive' | 'all'; readonly departmentId?: Id },
    options?: ListOptions,
  ): PagedList<Layout>;
  layout(id: Id, options?: CallOptions): Promise<Layout>;
  views(
    module: string,
    query?: { readonly departmentId?: Id },
    options?: CallOptions,
  ): PagedList<View>;
}

export function createSettings(api: Api): Settings {
  return {
    modules: (options) => unpagedList(api, { route: routes.modules }, options),
    fields: (module, options) =>
      unpagedList(api, { route: routes.fields, query: { module } }, options),
    layouts: (module, query, options) =>
      offsetList(
        api,
        { route: routes.layouts, query: { module, status: 'all', ...query } },
        options,
      ),
    layout: (id, options) => api.get({ route: routes.layout, path: { layoutId: id } }, options),
    views: (module, query, options) =>
      unpagedList(api, { route: routes.views, query: { module, ...query } }, options),
  };
}
