import { describe, expect, test } from 'vitest';
import { extractEmails } from '../../../src/leads/extract.ts';

const site = 'https://www.harbordental.com/contact';
const ADDRESS = 'info@harbordental.com';
const A = `<p>${ADDRESS}</p>`;
const inBox = (attributes: string) => `<div ${attributes}>${A}</div>`;
const styled = (css: string, attributes: string) => `<style>${css}</style>${inBox(attributes)}`;

/** What visitors see after a moment, on their screen, or after a click. */
const shown: readonly (readonly [what: string, html: string])[] = [
  ['a first frame that moves up', inBox('style="opacity:0;transform:translateY(20px)"')],
  ['a first frame of Framer Motion', inBox('style="opacity:0"')],
  ['a first frame of Framer Motion with a filter', inBox('style="opacity:0;filter:blur(4px)"')],
  ['a first frame of Webflow', inBox('data-w-id="5f0c" style="opacity:0"')],
  ['a line of Webflow', `<p data-w-id="5f0c" style="opacity:0">${ADDRESS}</p>`],
  ['WOW', `<p class="wow fadeInUp" style="visibility:hidden">${ADDRESS}</p>`],
  ['AOS', styled('[data-aos]{opacity:0}', 'data-aos="fade-up"')],
  ['AOS with an inline style', `<p data-aos="zoom-in" style="opacity:0">${ADDRESS}</p>`],
  ['Elementor', styled('.elementor-invisible{visibility:hidden}', 'class="elementor-invisible"')],
  ['Divi', styled('.et_animated{opacity:0}', 'class="et_pb_text et_animated"')],
  ['Tailwind, invisible', inBox('class="invisible"')],
  ['a transition', `<p style="opacity:0;transition:opacity .4s">${ADDRESS}</p>`],
  ['an animation in the style element', styled('.in{opacity:0;animation:fadeIn 1s forwards}', 'class="in"')],
  ['ScrollReveal', styled('.load-hidden{visibility:hidden}', 'class="load-hidden"')],
  ['a compound rule', styled('.reveal{opacity:0}.reveal.in{opacity:1}', 'class="reveal in"')],
  ['a tab', styled('.pane{display:none}.pane.active{display:block}', 'class="pane"')],
  ['a rule for a parent', styled('.x7{display:none}.is-open .x7{display:block}', 'class="x7"')],
  ['a target', styled('.x7{display:none}.x7:target{display:block}', 'class="x7"')],
  [
    'a checkbox before it',
    `<input type="checkbox" id="t">${styled('.x7{display:none}#t:checked~.x7{display:block}', 'class="x7"')}`,
  ],
  ['focus', styled('.x7{position:absolute;left:-999px}.x7:focus{left:0}', 'class="x7"')],
  ['narrow screens', styled('@media (max-width:600px){.a{color:red}.x7{display:none}}', 'class="x7"')],
  ['print', styled('@media print{.x7{display:none}}', 'class="x7"')],
  ['wide screens', styled('.x7{display:none}@media (min-width:900px){.x7{display:block}}', 'class="x7"')],
  ['the frames of an animation', styled('@keyframes f{from{opacity:0}to{opacity:1}}', 'class="f"')],
  ['a script with jQuery', `${inBox('id="mail" style="display:none"')}<script>$("#mail").fadeIn()</script>`],
  [
    'a script without a library',
    `${inBox('id="mail" hidden')}<script>document.getElementById('mail').hidden=false</script>`,
  ],
  [
    'a script that changes classes',
    `${inBox('class="x7 d-none"')}<script>document.querySelector('.x7').classList.remove('d-none')</script>`,
  ],
  ['a class of a home page', inBox('class="hp-contact"')],
  ['a class of a hotel page', inBox('class="hp-footer hp_footer__mail"')],
  ['a brand', inBox('class="hp"')],
  ['honey for sale', inBox('class="honey"')],
  ['a menu', inBox('class="nav-drop" style="display:none"')],
  ['a dialog', inBox('id="contact-modal" style="display:none"')],
  ['an accordion', styled('.accordion-body{display:none}', 'class="accordion-body"')],
  ['the phone version', inBox('class="mobile-only" style="display:none"')],
  ['text for screen readers', styled('.sr-only{position:absolute;left:-9999px}', 'class="sr-only"')],
  ['a slide', inBox('class="swiper-slide" style="visibility:hidden"')],
  ['Bootstrap on large screens', inBox('class="d-none d-lg-block"')],
  ['a scaled first frame', inBox('style="transform:scale(0)"')],
  ['a comment in the sheet', styled('/* .x7{display:none} */.x8{color:red}', 'class="x7"')],
];

/** What no visitor sees. */
const bait: readonly (readonly [what: string, html: string])[] = [
  ['display:none', inBox('style="display:none"')],
  ['display: none !important', inBox('style="display: none !important"')],
  ['the hidden attribute', inBox('hidden')],
  ['off-screen to the left', inBox('style="position:absolute;left:-9999px"')],
  ['off-screen above', inBox('style="position:fixed;top:-5000px"')],
  ['off-screen by indent', inBox('style="text-indent:-9999px"')],
  ['off-screen by margin', inBox('style="margin-left:-2000px"')],
  ['off-screen by transform', inBox('style="transform:translateX(-9999px)"')],
  ['zero font', inBox('style="font-size:0"')],
  ['zero height', inBox('style="height:0;overflow:hidden"')],
  ['one pixel', inBox('style="width:1px;height:1px;overflow:hidden"')],
  ['clipped', inBox('style="position:absolute;clip:rect(0,0,0,0)"')],
  ['clipped by path', inBox('style="clip-path:inset(50%)"')],
  ['transparent', inBox('style="color:transparent"')],
  ['white on white', inBox('style="color:#fff;background-color:#fff"')],
  ['an invisible line', `<p style="visibility:hidden">${ADDRESS}</p>`],
  ['a line without opacity', `<span style="opacity:0">${ADDRESS}</span>`],
  ['a class', styled('.x7{display:none}', 'class="x7"')],
  ['a class that ends hidden', styled('.x7{display:block}.y{color:red}.x8{display:none}', 'class="x8"')],
  ['an id', styled('#y{position:absolute;left:-5000px}', 'id="y"')],
  ['a class beside rules for screens', styled('@media print{.a{color:red}}.x7{display:none}', 'class="x7"')],
  ['a rule in a layer', styled('@layer base{.x7{display:none}}', 'class="x7"')],
  ['a rule that shows another class', styled('.x7{display:none}.x8.on{display:block}', 'class="x7"')],
  ['a rule that shows its child', styled('.x7{display:none}.x7 b{display:block}', 'class="x7"')],
  ['a hidden parent', `<div style="display:none"><section><ul><li>${A}</li></ul></section></div>`],
  ['a script about something else', `${inBox('class="x7" hidden')}<script>$(".x8").show()</script>`],
  ['a honeypot by name', inBox('class="honeypot"')],
  ['a honeypot with a dash', inBox('class="honey-pot-wrap"')],
  ['a field for robots', inBox('class="hp-field"')],
  ['another field for robots', inBox('class="hp_email"')],
  ['a spam trap', inBox('class="spam-trap"')],
  ['a hidden input', `<input type="hidden" value="${ADDRESS}">`],
  ['a comment', `<!-- ${ADDRESS} -->`],
  ['Bootstrap', inBox('class="d-none"')],
  ['Bootstrap beside a script', `${inBox('class="d-none"')}<script>x.classList.remove("d-none")</script>`],
  ['UIkit', inBox('class="uk-hidden"')],
  ['a link in a hidden line', `<p style="display:none"><a href="mailto:${ADDRESS}">x</a></p>`],
  ['an animated class that stays away', inBox('class="wow" style="position:absolute;left:-9999px"')],
  ['a hidden word of Drupal', styled('.element-x{display:none!important}', 'class="element-x"')],
  ['hidden from readers and off-screen', inBox('aria-hidden="true" style="position:absolute;left:-10000px"')],
  ['a table row', `<table><tr style="display:none"><td>${ADDRESS}</td></tr></table>`],
];

describe('hidden text', () => {
  test.each(shown)('counts when visitors come to see it: %s', (_what, html) => {
    expect(extractEmails({ html, site })).toEqual({ emails: [ADDRESS], suspectedTraps: [] });
  });

  test.each(bait)('is a suspected trap when they do not: %s', (_what, html) => {
    expect(extractEmails({ html, site })).toEqual({ emails: [], suspectedTraps: [ADDRESS] });
  });

  test('is read in a time that grows with the page, whatever the sheets and scripts hold', () => {
    const sheets = `<style>${'.a{display:none}@media x{'.repeat(10_000)}</style><style>${'/*'.repeat(50_000)}</style>`;
    const scripts = `<script>${'abc "abc" '.repeat(20_000)}</script>`;
    const html =
      sheets + scripts + Array.from({ length: 5_000 }, (_, n) => `<b hidden class="abc${n}">x</b>`).join('');

    expect(extractEmails({ html: html + A, site }).emails).toEqual([ADDRESS]);
  }, 20_000);
});
