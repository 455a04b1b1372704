// A page as the forms of the editor see it, and back to text. The front matter as it was typed goes along in KEPT, so that saving
// changes only the lines of what was changed: order, quotes, comments and keys that no form shows stay as they are.
import { Document, parseDocument } from './yaml/index.js';

const PARTS = /^---[ ]*\n(?<front>[\s\S]*?\n)---[ ]*(?:\n|$)(?<body>[\s\S]*)$/;
const KEPT = '_front';
// Words that other readers of YAML (1.1) take for a switch or a time: they get quotes.
const SWITCH_OR_TIME = { tag: 'tag:yaml.org,2002:bool', default: true, test: /^(?:y|yes|n|no|on|off|\d+(?::[0-5]?\d)+)$/i };
const READING = { compat: [SWITCH_OR_TIME] };
const WRITING = { lineWidth: 0, flowCollectionPadding: false };

export function fromFile(text) {
  const { front, body } = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').match(PARTS).groups;
  return { kind: 'page', ...parseDocument(front).toJS(), body: body.replace(/^\n/, ''), [KEPT]: front };
}

export function toFile({ body, [KEPT]: kept, ...fields }) {
  let front = kept ? `${kept.trimEnd()}\n` : ''; // Sveltia trims what it keeps
  const page = front ? parseDocument(front, READING) : new Document({}, READING);
  const [before, places] = [page.toJS(), linesOf(page, front)];
  const changed = Object.keys(fields).filter((key) => change(page, [key], fields[key], before[key]));
  for (const key of changed.sort((one, other) => (places[other]?.[0] ?? 0) - (places[one]?.[0] ?? 0))) {
    if (places[key]) front = front.slice(0, places[key][0]) + typed(page, key) + front.slice(places[key][1]);
  }
  const added = Object.keys(fields).filter((key) => changed.includes(key) && !places[key]);
  return `---\n${front}${added.map((key) => typed(page, key)).join('')}---\n\n${(body ?? '').trim()}\n`;
}

// Where the lines of each key begin and end in the front matter.
function linesOf(page, front) {
  return Object.fromEntries(page.contents.items.map(({ key, value }) => {
    const last = front.slice(0, value?.range?.[1] ?? key.range[1]).trimEnd().length;
    return [key.value, [key.range[0], front.indexOf('\n', last) + 1]];
  }));
}

// One key with its value as lines of text, nothing when the key is gone.
function typed(page, key) {
  if (!page.has(key)) return '';
  const alone = page.clone();
  alone.commentBefore = alone.comment = alone.contents.commentBefore = alone.contents.comment = null;
  alone.contents.items = alone.contents.items.filter((pair) => (pair.key.value ?? pair.key) === key);
  const [pair] = alone.contents.items;
  if (pair.key.value) pair.key.commentBefore = pair.key.spaceBefore = undefined;
  return alone.toString(WRITING);
}

// Puts `value` at `path` when it differs from what stood there; whether it did. What is empty is left out.
function change(page, path, value, before) {
  if (same(value, before) || (empty(value) && (before === undefined || before === null)) || (path[0] === 'kind' && value === 'page')) return false;
  if (empty(value)) return page.deleteIn(path);
  if (isGroup(value) && isGroup(before)) {
    return Object.keys(value).filter((key) => change(page, [...path, key], value[key], before[key])).length > 0;
  }
  page.setIn(path, typeof value === 'object' ? made(page, value) : value);
  return true;
}

function made(page, value) {
  const node = page.createNode(isGroup(value) ? withoutEmpty(value) : value);
  node.flow = Array.isArray(value) && value.every((part) => typeof part !== 'object'); // [parents, editors]
  return node;
}

const isGroup = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const withoutEmpty = (group) => Object.fromEntries(Object.entries(group).filter(([, value]) => !empty(value)));
const empty = (value) =>
  value === undefined || value === null || value === '' || value === false
  || (Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.values(value).every(empty));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
