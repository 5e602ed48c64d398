import type { Route } from '../request/route.ts';

const BASIC = ['Desk.basic.READ'];
const FIELD = 'Field.json';
const LAYOUT = 'Layout.json@3f7016e3';
const VIEW = 'CustomView.json@75e1ba57';
const MODULE = 'Module.json@75e1ba57';

/** How the portal is set up: what a mapping is made from. */
export const SETTINGS_ROUTES = {
  modules: {
    name: 'settings.modules',
    path: '/organizationModules',
    price: 'list',
    scopes: BASIC,
    source: MODULE,
  },
  fields: {
    name: 'settings.fields',
    path: '/fields',
    price: 'list',
    query: ['module', 'apiNames', 'filter', 'associatedDepartments'],
    scopes: BASIC,
    source: FIELD,
  },
  layouts: {
    name: 'settings.layouts',
    path: '/layouts',
    price: 'list',
    query: ['module', 'status', 'departmentId', 'layoutName', 'id'],
    paging: { limit: 99, base: 0, nested: true },
    scopes: BASIC,
    source: LAYOUT,
  },
  layout: {
    name: 'settings.layout',
    path: '/layouts/{layoutId}',
    price: 'record',
    scopes: BASIC,
    source: LAYOUT,
  },
  views: {
    name: 'settings.views',
    path: '/views',
    price: 'list',
    query: ['module', 'departmentId'],
    scopes: BASIC,
    source: VIEW,
  },
} as const satisfies Readonly<Record<string, Route>>;
