import type { Context } from '../client/context.ts';
import { Pages } from './confluence-pages.ts';
import { Spaces } from './confluence-spaces.ts';

/** Confluence on the same site: for the knowledge base. */
export class Confluence {
  readonly spaces: Spaces;
  readonly pages: Pages;

  constructor(context: Context) {
    this.spaces = new Spaces(context);
    this.pages = new Pages(context);
  }
}
