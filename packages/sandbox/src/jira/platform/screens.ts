import { z } from 'zod';
import { requireAdmin } from '../access/guards.ts';
import { empty, json } from '../api/answer.ts';
import { type Call, type Handlers, list, param, readBody } from '../api/call.ts';
import { platformPage } from '../api/paging.ts';
import { badRequest, notFound } from '../api/refusal.ts';
import type { Screen, ScreenTab } from '../model/configuration.ts';
import { DEFAULT_SCREEN } from '../seed/catalog.ts';
import type { Site } from '../site.ts';

/** Which fields can be set when an issue is created: a new custom field is on no screen yet. */
export function screenHandlers(site: Site): Handlers {
  const { store } = site;
  const screenOf = (call: Call): Screen => {
    requireAdmin(site, call.caller);
    const screen = store.screens.get(param(call, 'screenId'));
    if (!screen) throw notFound('The screen was not found.');
    return screen;
  };
  const tabOf = (call: Call, screen: Screen): ScreenTab => {
    const tab = screen.tabs.find(({ id }) => id === param(call, 'tabId'));
    if (!tab) throw notFound('The screen tab was not found.');
    return tab;
  };
  const fieldBean = (id: string) => ({ id, name: store.fields.get(id)?.name ?? id });
  const isOn = (screen: Screen, fieldId: string): boolean =>
    screen.tabs.some((tab) => tab.fieldIds.includes(fieldId));
  const putTab = (screen: Screen, tab: ScreenTab): void => {
    const tabs = screen.tabs.map((other) => (other.id === tab.id ? tab : other));
    store.screens.set(screen.id, { ...screen, tabs });
  };
  const addField = (screen: Screen, tab: ScreenTab, fieldId: string): void => {
    if (!store.fields.get(fieldId)) throw badRequest(`Field with id '${fieldId}' does not exist.`);
    if (isOn(screen, fieldId)) {
      throw badRequest(`The field with id '${fieldId}' already exists on the screen.`);
    }
    putTab(screen, { ...tab, fieldIds: [...tab.fieldIds, fieldId] });
  };

  return {
    getScreens(call) {
      requireAdmin(site, call.caller);
      const ids = list(call, 'id');
      const found = [...store.screens.values()].filter(
        ({ id }) => ids.length === 0 || ids.includes(id),
      );
      const beans = found.map(({ id, name, description }) => ({
        id: Number(id),
        name,
        description,
      }));
      return platformPage(call, beans, { maximum: 100 });
    },

    addFieldToDefaultScreen(call) {
      requireAdmin(site, call.caller);
      const screen = store.screens.get(DEFAULT_SCREEN);
      const tab = screen?.tabs[0];
      if (!screen || !tab) throw notFound('The default screen was not found.');
      addField(screen, tab, param(call, 'fieldId'));
      return json({});
    },

    getAvailableScreenFields(call) {
      const screen = screenOf(call);
      const ids = [...store.fields.values()].map(({ id }) => id);
      return json(ids.filter((id) => !isOn(screen, id)).map(fieldBean));
    },

    getAllScreenTabs: (call) =>
      json(screenOf(call).tabs.map(({ id, name }) => ({ id: Number(id), name }))),

    getAllScreenTabFields: (call) => json(tabOf(call, screenOf(call)).fieldIds.map(fieldBean)),

    addScreenTabField(call) {
      const screen = screenOf(call);
      const { fieldId } = readBody(call, z.object({ fieldId: z.string() }));
      addField(screen, tabOf(call, screen), fieldId);
      return json(fieldBean(fieldId));
    },

    removeScreenTabField(call) {
      const screen = screenOf(call);
      const tab = tabOf(call, screen);
      const fieldIds = tab.fieldIds.filter((id) => id !== param(call, 'id'));
      if (fieldIds.length === tab.fieldIds.length) throw notFound('The field is not on this tab.');
      putTab(screen, { ...tab, fieldIds });
      return empty(204);
    },
  };
}
