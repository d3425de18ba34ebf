/** How long this world's greylists put off a recipient: real ones take minutes, but nobody learns more by waiting. */
export const greylistMs = 1000;
