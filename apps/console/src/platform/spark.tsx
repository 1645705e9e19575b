// Understands a short run of figures as bars: what happened each second. The words beside it say the same.

const HEIGHT = 40;
const BAR = 3;

export function Spark({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const peak = Math.max(1, ...values);
  const width = values.length * BAR;
  return (
    <svg
      className="pf-spark"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line className="pf-floor" x1={0} y1={HEIGHT} x2={width} y2={HEIGHT} />
      {values.map((value, place) => {
        const height = value === 0 ? 0 : Math.max(1, (value / peak) * HEIGHT);
        // biome-ignore lint/suspicious/noArrayIndexKey: a slot is nothing but its place
        return <rect key={place} x={place * BAR} y={HEIGHT - height} width={BAR - 1} height={height} />;
      })}
    </svg>
  );
}
