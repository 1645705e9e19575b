// Understands one file on its stage: a picture that can be brought nearer and moved, by wheel, pinch, drag and keys alike.

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EvidenceFile } from "../case/evidence-file.js";
import { evidenceUrl, shapeOf } from "../case/evidence-kind.js";
import { type Look, PAN_STEP, type Point, panned, type Turn, wheelFactor, zoomed } from "../case/look.js";
import { Icon } from "./icon.js";

interface StageProps {
  readonly file: EvidenceFile;
  readonly alt: string;
  readonly look: Look;
  readonly turn: Turn;
  readonly onLook: (change: (look: Look) => Look) => void;
  /** A dialog that opens around it begins here, so that the keys work at once. */
  readonly isFirst: boolean;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: PAN_STEP, y: 0 },
  ArrowRight: { x: -PAN_STEP, y: 0 },
  ArrowUp: { x: 0, y: PAN_STEP },
  ArrowDown: { x: 0, y: -PAN_STEP },
};

/** The pointer on the stage, from its middle. */
function pointOn(stage: Element, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: (clientX - left) / width - 0.5, y: (clientY - top) / height - 0.5 };
}

/** Fingers and the mouse: one moves the picture, two bring it nearer. */
function usePointers(onLook: StageProps["onLook"]) {
  const held = useRef(new Map<number, Point>());
  const release = ({ pointerId }: PointerEvent): void => void held.current.delete(pointerId);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current.set(event.pointerId, pointOn(event.currentTarget, event));
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = held.current.get(event.pointerId);
      if (before === undefined) return;
      const now = pointOn(event.currentTarget, event);
      const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1];
      held.current.set(event.pointerId, now);
      if (other === undefined) return onLook((look) => panned(look, now.x - before.x, now.y - before.y));
      const [was, is] = [before, now].map((point) => Math.hypot(point.x - other.x, point.y - other.y)) as [
        number,
        number,
      ];
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      if (was > 0) onLook((look) => zoomed(look, is / was, middle));
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}

function Picture({ file, alt, look, turn, onLook, isFirst }: StageProps) {
  const { t } = useTranslation("pieces");
  const stage = useRef<HTMLDivElement>(null);
  const [brokenId, setBrokenId] = useState<string | null>(null);
  const pointers = usePointers(onLook);
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    if (isFirst) element.setAttribute("autofocus", "");
    // React listens to wheels passively: the page would scroll while the picture grows.
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const point = pointOn(element, event);
      onLook((before) => zoomed(before, wheelFactor(event.deltaY), point));
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [onLook, isFirst]);
  const move = (event: KeyboardEvent): void => {
    const step = ARROWS[event.key];
    if (step === undefined || look.zoom === 1) return;
    event.preventDefault();
    onLook((before) => panned(before, step.x, step.y));
  };
  const isAcross = turn === 90 || turn === 270;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div
      ref={stage}
      role="group"
      className={`ax-stage${look.zoom > 1 ? " ax-stage-near" : ""}`}
      aria-label={t("evidenceStage", { title: file.title })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse moves the picture with arrows
      tabIndex={0}
      onKeyDown={move}
      {...pointers}
    >
      {brokenId === file.evidenceId ? (
        <p className="ax-stage-other">
          <Icon name="warning" size={30} />
          {t("evidenceBroken")}
        </p>
      ) : (
        <img
          key={file.evidenceId}
          src={evidenceUrl(file.evidenceId)}
          alt={alt}
          draggable={false}
          className={isAcross ? "ax-stage-across" : undefined}
          style={{
            transform: `translate(-50%, -50%) translate(${look.x * 100}cqi, ${look.y * 100}cqb) scale(${look.zoom}) rotate(${turn}deg)`,
          }}
          onError={() => setBrokenId(file.evidenceId)}
        />
      )}
    </div>
  );
}

export function Stage(props: StageProps) {
  const { t } = useTranslation("pieces");
  const { file, alt } = props;
  const url = evidenceUrl(file.evidenceId);
  switch (shapeOf(file.mediaType)) {
    case "picture":
      return <Picture {...props} />;
    case "video":
      return (
        <div className="ax-stage">
          {/* biome-ignore lint/a11y/useMediaCaption: what somebody filmed of their parcel has no captions */}
          <video key={file.evidenceId} src={url} aria-label={alt} controls preload="metadata" />
        </div>
      );
    case "document":
      return (
        <div className="ax-stage">
          <p className="ax-stage-other">
            <Icon name="file" size={36} />
            <span>{t("evidencePdf")}</span>
            <a className="ax-button ax-button-plain" href={url} target="_blank" rel="noopener noreferrer">
              {t("evidenceOpen")}
              <span className="ax-unseen"> {alt}</span>
            </a>
          </p>
        </div>
      );
  }
}
