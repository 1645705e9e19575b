// Understands how far somebody is on a way of a few steps.

export function Steps({
  label,
  titles,
  current,
}: {
  readonly label: string;
  readonly titles: readonly string[];
  readonly current: number;
}) {
  return (
    <ol className="ax-steps" aria-label={label}>
      {titles.map((title, place) => (
        <li
          key={title}
          className={place < current ? "ax-step-done" : undefined}
          aria-current={place === current ? "step" : undefined}
        >
          <span aria-hidden="true">{place + 1}</span>
          {title}
        </li>
      ))}
    </ol>
  );
}
