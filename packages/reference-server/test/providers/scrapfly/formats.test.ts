import { describe, expect, test } from 'vitest';
import { toPlainText } from '../../../src/leads/plain-text.ts';
import { toCleanHtml, toMarkdown } from '../../../src/providers/scrapfly/html-formats.ts';

describe('the format text', () => {
  test.each([
    ['a page without head and body', '<title>T</title><p>One<p>Two', 'One\nTwo'],
    ['repeated white space', '<p>One \n  two<b> three</b>\n<i>four</i></p>', 'One two three four'],
    ['line breaks', 'One<br>two<br/><br/>three', 'One\ntwo\nthree'],
    ['table cells', '<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>', 'A B\nC'],
    ['entities', '<p>5 &lt; 6 &amp; &eacute;</p>', '5 < 6 & é'],
    ['invisible elements', 'a<script>1<2</script><style>p{}</style><!-- x --><noscript>n</noscript>b', 'ab'],
    ['an empty page', '', ''],
    ['one word', 'word', 'word'],
  ])('converts %s', (_element, html, text) => {
    expect(toPlainText(html)).toBe(text);
  });
});

describe('the format markdown', () => {
  test.each([
    ['headings', '<h1>One</h1><h3>Two</h3><p>text', '# One\n\n### Two\n\ntext'],
    ['lists', '<ul><li>a</li><li>b</li></ul><p>c</p>', '- a\n- b\n\nc'],
    ['links', 'See <a href="/x?a=1&amp;b=2">this <b>page</b></a>.', 'See [this **page**](/x?a=1&b=2).'],
    ['images', '<p><img alt="A" src="a.png"> here', '![A](a.png) here'],
    ['emphasis and code', '<p><em>a</em> <code>b()</code>', '_a_ `b()`'],
    ['quotes and rules', '<blockquote>q</blockquote><hr><p>r', '> q\n\n---\n\nr'],
    ['invisible elements', '<script><a href=x>y</a></script>z', 'z'],
  ])('converts %s', (_element, html, markdown) => {
    expect(toMarkdown(html)).toBe(markdown);
  });
});

describe('the format clean_html', () => {
  test.each([
    ['scripts, styles and comments', '<p>a<script>x</script><style>y</style><!-- z --></p>', '<p>a</p>'],
    [
      'attributes for scripts and styles',
      '<p id="a" style="b" onclick="c" data-d="e" title="f">g</p>',
      '<p title="f">g</p>',
    ],
    ['links that run scripts', '<a href=" javascript:x()">a</a>', '<a>a</a>'],
    [
      'metadata',
      '<head><meta charset="utf-8"><link rel="x" href="y"></head><body>a</body>',
      '<head></head><body>a</body>',
    ],
  ])('leaves out %s', (_element, html, clean) => {
    expect(toCleanHtml(html)).toBe(clean);
  });

  test('escapes text and attribute values, so that they do not become elements', () => {
    const html = '<p title="&quot;&gt;&lt;b&gt;">1 &lt;b&gt; &amp;amp;</p><br>';

    expect(toCleanHtml(html)).toBe('<p title="&quot;&gt;&lt;b&gt;">1 &lt;b&gt; &amp;amp;</p><br>');
  });
});
