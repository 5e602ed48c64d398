export type { AdfMeasure } from './adf/measure.ts';
export {
  type AdfFile,
  type ContinuationMarks,
  type SplitAdfOptions,
  type SplitAdfResult,
  splitAdf,
} from './adf/split.ts';
export { type AdfToTextOptions, adfToText } from './adf/to-text.ts';
export type * from './adf/types.ts';
export {
  type Attribution,
  type AttributionLabels,
  type AttributionOptions,
  attribution,
} from './attribution.ts';
export type { HtmlElement } from './dom/parse.ts';
export type { Context } from './flow/context.ts';
export type { Handler, Handlers, State } from './flow/handler.ts';
export type { FlowNode } from './flow/nodes.ts';
export { defaultHandlers } from './handlers/index.ts';
export {
  findImages,
  type HtmlToAdfOptions,
  type HtmlToAdfResult,
  htmlToAdf,
} from './html-to-adf.ts';
export type { FoundImage, ImageKind } from './images/found-image.ts';
export { anyImage, type HostedImage, type ImageMatcher } from './images/hosted-image.ts';
export { imagesOf } from './images/images-of.ts';
export type { Placeholder } from './images/placeholder.ts';
export {
  freshdeskImages,
  intercomImages,
  type PresetOptions,
  zendeskImages,
  zohoImages,
} from './images/presets.ts';
export {
  type ExternalImage,
  type ImageResolver,
  type MediaImage,
  type PlaceholderImage,
  type ResolvedImage,
  type RewriteImagesOptions,
  type RewriteImagesResult,
  rewriteImages,
  withPlaceholders,
} from './images/rewrite-images.ts';
export { defaultLinkSchemes, type FoundLink } from './links/address.ts';
export {
  type FoundMention,
  type MentionOptions,
  type MentionSyntax,
  type ResolvedMention,
  zohoMentions,
} from './mentions/mentions.ts';
export type { QuoteMode } from './quotes/apply-quotes.ts';
export type { Change, ChangeKind, SourcePosition } from './report/changes.ts';
export { type TextToAdfOptions, type TextToAdfResult, textToAdf } from './text-to-adf.ts';
export { type AdfToWikiOptions, adfToWiki } from './wiki/adf-to-wiki.ts';
export { type HtmlToWikiOptions, type HtmlToWikiResult, htmlToWiki } from './wiki/html-to-wiki.ts';
