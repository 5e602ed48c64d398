/** Names as they come: accents, apostrophes, other scripts, right to left. */
export const PEOPLE: readonly (readonly [first: string, last: string])[] = [
  ['Jade', 'Tywin'],
  ['Lucas', 'Carol'],
  ['Zoë', 'Brontë-Ashworth'],
  ['Jürgen', 'Müller'],
  ['Siobhán', "O'Neill"],
  ['Nguyễn', 'Thị Minh'],
  ['山田', '太郎'],
  ['محمد', 'العلي'],
  ['Łukasz', 'Żółkiewski'],
  ['Анна', 'Петрова'],
  ['María José', 'Núñez García'],
  ['Søren', 'Ødegård'],
  ['', 'Prince'],
  ['Priya', 'Raghunathan'],
  ['Jean-Luc', 'de la Fontaine'],
  ['Kwame', 'Mensah'],
  ['Olga', 'Weiß'],
  ['Ian', 'McGregor'],
  ['李', '娜'],
  ['Aylin', 'Çelik'],
  ['Tomáš', 'Dvořák'],
  ['Grace', 'Hopper'],
  ['Bjarne', 'van den Berg'],
  ['Ελένη', 'Παπαδοπούλου'],
];

export const COMPANIES: readonly string[] = [
  'Zylker',
  'Müller & Söhne GmbH',
  'Contoso, Ltd.',
  'Société Générale de Pompes',
  '株式会社サンプル',
  'Acme "Road Runner" Supplies',
  'Northwind Traders',
  "O'Hara Freight",
  'Blue/Green Logistics',
  'Kraków Elektronika sp. z o.o.',
  'Fabrikam Medical',
  'Tailspin Toys',
];

export const SUBJECTS: readonly string[] = [
  'Order has not arrived',
  'Can not log in since the update',
  'Invoice shows the wrong address',
  'Re: Quote for 12 licences',
  'Fwd: Error 0x80070057 when saving',
  'Printer prints empty pages',
  'Passwort zurücksetzen',
  'Comment changer mon adresse e-mail ?',
  'How do I export my data?',
  'URGENT!!! Site is down',
  'Question about the <b>premium</b> plan',
  'Refund for order #4711',
  'Screen stays black after restart',
  'VPN drops every 10 minutes',
  'アカウントについて',
  'Please add my colleague',
  'Feature request: dark mode 🌙',
  'Two charges on my card',
  'Delivery note missing',
  'Battery drains over night',
];

/** What people write above the mail that they quote or forward. */
export const OPENINGS: readonly string[] = [
  'Hello, we still see the problem that I described. Could you please have a look?',
  'Hi team, thanks for the quick answer. Here is what I see on my side:',
  'Guten Tag, anbei die gewünschten Unterlagen. Mit freundlichen Grüßen',
  'Bonjour, je vous transfère le message que nous avons reçu ce matin.',
  'See the mail below. It reached three of our people within an hour.',
  'I tried again after a restart, and it is exactly the same.',
  'Sorry for the late answer, I was out of office. The order number is 4711-B.',
  'Any news? Our customer asks every day.',
  'お世話になっております。ご確認をお願いいたします。',
  'It works now, thank you! One more question though:',
];

/** What agents answer. */
export const REPLIES: readonly string[] = [
  'Thank you for writing to us. I have looked at your account and found the reason.',
  'We are sorry for the trouble. A colleague of the repairs team takes this over.',
  'Could you send us a screenshot of the message, and the time when you saw it?',
  'Your replacement left our warehouse today. It should be with you in two days.',
  'The setting is under Administration > Users. Please sign out and in again afterwards.',
  'I have refunded the second charge; it takes three to five days to show up.',
];

/** What agents write to each other. */
export const NOTES: readonly string[] = [
  'Customer called, very upset. Do not close before Friday.',
  'Known bug, fixed in 4.2. Waiting for the release.',
  'Asked billing; the first invoice is right, the second is a duplicate.',
  'VIP. Margin on this account is thin, no more discounts please.',
  'Reproduced on my machine, logs attached.',
  'Waiting for the courier to confirm.',
];
