// Improvements for every page: local times and buttons that copy.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/**
 * Returns a time as people say it: `5 min. ago` within a day, else the local date and time.
 * @param {Date} at
 * @param {number} now in milliseconds
 */
function describeMoment(at, now) {
  const difference = at.getTime() - now;
  const distance = Math.abs(difference);
  if (distance < MINUTE) return relative.format(Math.trunc(difference / SECOND), 'second');
  if (distance < HOUR) return relative.format(Math.trunc(difference / MINUTE), 'minute');
  if (distance < DAY) return relative.format(Math.trunc(difference / HOUR), 'hour');
  return local.format(at);
}

/** Shows all times in the zone of the browser. The time in UTC stays as the title that appears on hover. */
function showLocalTimes() {
  for (const element of document.querySelectorAll('time[datetime]')) {
    const at = new Date(element.getAttribute('datetime') ?? '');
    if (!Number.isNaN(at.getTime())) element.textContent = describeMoment(at, Date.now());
  }
}

/** Shows the buttons that copy a text, or else the element behind them. They need a script. */
function showCopyButtons() {
  for (const button of document.querySelectorAll('button[data-copy]')) {
    button.removeAttribute('hidden');
    const label = button.innerHTML;
    button.addEventListener('click', async () => {
      const text = button.getAttribute('data-copy') || button.nextElementSibling?.textContent;
      await navigator.clipboard.writeText(text ?? '');
      button.textContent = 'Copied';
      setTimeout(() => (button.innerHTML = label), 2 * SECOND);
    });
  }
}

showLocalTimes();
setInterval(showLocalTimes, MINUTE);
// The clipboard exists only on pages from HTTPS or from this machine.
if (navigator.clipboard !== undefined) showCopyButtons();
