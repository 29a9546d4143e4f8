// What somebody may have meant, for pages whose addresses people write by hand.

/** The word that takes the fewest changes of a letter to get to, or null when none is close. */
export function closest(word, words) {
  const [best] = words.map((other) => [distance(word.toLowerCase(), other), other]).sort(([a], [b]) => a - b);
  return best && best[0] <= Math.max(2, word.length / 3) ? best[1] : null;
}

function distance(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
