import { adfToText, htmlToAdf } from '@zdjsm/transform';

const mail = '<div>Hello <b>world</b><img src="cid:1"></div><blockquote>before</blockquote>';
const { doc, images } = htmlToAdf(mail, { quotes: 'collapse' });
document.body.textContent = JSON.stringify({
  text: adfToText(doc),
  images: images.length,
  nodes: doc.content.map(({ type }) => type),
});
