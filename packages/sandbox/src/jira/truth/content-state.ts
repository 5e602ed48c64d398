import { labelOf } from '../assets/labels.ts';
import type { Page } from '../model/confluence.ts';
import type { Json } from '../model/json.ts';
import type { Site } from '../site.ts';
import type { NormalForm } from './normal-form.ts';

export interface AssetObjectState {
  readonly schema: string;
  readonly type: string;
  readonly label: string;
  /** By the attribute's name; references by the label of what they refer to. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

export interface PageState {
  readonly space: string;
  readonly title: string;
  /** The title of the page above. */
  readonly parent: string | undefined;
  readonly status: string;
  readonly representation: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Name and SHA-256. */
  readonly files: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
}

export function assetStates(site: Site): AssetObjectState[] {
  const { store } = site;
  return [...store.assetObjects.values()].map((object) => {
    const type = store.assetTypes.get(object.typeId);
    const values = store.assetAttributesByType.find(object.typeId).flatMap((attribute) => {
      const stored = object.values[attribute.id] ?? [];
      if (stored.length === 0) return [];
      const shown = stored.map((value) => {
        const target = attribute.type === 1 ? store.assetObjects.get(value) : undefined;
        return target ? labelOf(site, target) : value;
      });
      return [[attribute.name, shown] as const];
    });
    return {
      schema: store.assetSchemas.get(type?.schemaId ?? '')?.name ?? '',
      type: type?.name ?? '',
      label: labelOf(site, object),
      values: Object.fromEntries(values),
    };
  });
}

export function pageStates(site: Site, normal: NormalForm): PageState[] {
  const { store } = site;
  // Bodies name pages and files by ids, which differ from run to run.
  const stable = (page: Page): string => {
    const files = store.pageFilesByPage.find(page.id);
    const named = files.reduce(
      (body, { mediaId, filename }) => body.replaceAll(mediaId, `{file ${filename}}`),
      page.body.value,
    );
    return normal.text(named.replaceAll(`contentId-${page.id}`, 'contentId'));
  };
  return [...store.pages.values()].map((page) => ({
    space: store.spaces.get(page.spaceId)?.key ?? '',
    title: page.title,
    parent: store.pages.get(page.parentId ?? '')?.title,
    status: page.status,
    representation: page.body.representation,
    body: stable(page),
    labels: [...page.labels].sort(),
    files: store.pageFilesByPage
      .find(page.id)
      .map(({ filename, sha256 }) => `${filename} ${sha256}`)
      .sort(),
    properties: Object.fromEntries(
      store.contentPropertiesByOwner
        .find(`page/${page.id}`)
        .map(({ key, value }) => [key, normal.json(value)]),
    ),
  }));
}
