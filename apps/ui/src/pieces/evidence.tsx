// Understands how evidence is looked at: one file or two side by side, near or whole, and what is known of each in words.

import { type KeyboardEvent, type Ref, useCallback, useImperativeHandle, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EvidenceFile } from "../case/evidence-file.js";
import { evidenceUrl, shapeOf } from "../case/evidence-kind.js";
import { type Look, type Turn, turned, WHOLE, ZOOM_STEP, zoomed } from "../case/look.js";
import { IconButton } from "./button.js";
import { Dialog } from "./dialog.js";
import { Stage } from "./evidence-stage.js";
import { SelectField } from "./field.js";
import { Icon } from "./icon.js";
import { Facts } from "./page.js";
import { Empty } from "./state.js";

/** What the page around may ask of a viewer, for keys that work wherever one is. */
export interface EvidenceCommands {
  readonly next: () => void;
  readonly previous: () => void;
  readonly zoom: (factor?: number) => void;
  readonly turn: () => void;
}

const KEYS: Readonly<Record<string, (commands: EvidenceCommands) => void>> = {
  "]": ({ next }) => next(),
  "[": ({ previous }) => previous(),
  "+": ({ zoom }) => zoom(ZOOM_STEP),
  "=": ({ zoom }) => zoom(ZOOM_STEP),
  "-": ({ zoom }) => zoom(1 / ZOOM_STEP),
  z: ({ zoom }) => zoom(),
  r: ({ turn }) => turn(),
};

/** Which files are shown how; both stages of a comparison move together. */
function useViewing(files: readonly EvidenceFile[]) {
  const [shownId, setShownId] = useState<string | null>(null);
  const [otherId, setOtherId] = useState<string | null>(null);
  const [look, setLook] = useState<Look>(WHOLE);
  const [turns, setTurns] = useState<Readonly<Record<string, Turn>>>({});
  const place = Math.max(
    0,
    files.findIndex(({ evidenceId }) => evidenceId === shownId),
  );
  const shown = files[place];
  const other = otherId === null ? undefined : files.find(({ evidenceId }) => evidenceId === otherId);
  const show = (at: number): void => {
    setShownId(files[(at + files.length) % files.length]?.evidenceId ?? null);
    setLook(WHOLE);
  };
  const commands: EvidenceCommands = {
    next: () => show(place + 1),
    previous: () => show(place - 1),
    // Without a factor: nearer step by step, and from the nearest back to the whole.
    zoom: (factor) =>
      setLook((before) =>
        factor === undefined ? (before.zoom > 4 ? WHOLE : zoomed(before, 2)) : zoomed(before, factor),
      ),
    turn: () =>
      setTurns((before) =>
        shown === undefined ? before : { ...before, [shown.evidenceId]: turned(before[shown.evidenceId] ?? 0) },
      ),
  };
  const onLook = useCallback((change: (before: Look) => Look) => setLook(change), []);
  return { place, shown, other, look, turns, show, setOtherId, setLook, onLook, commands };
}

type Viewing = ReturnType<typeof useViewing>;

function Bar({
  files,
  viewing,
  onFull,
}: {
  readonly files: readonly EvidenceFile[];
  readonly viewing: Viewing;
  readonly onFull: (() => void) | null;
}) {
  const { t } = useTranslation("pieces");
  const { commands, look, shown, other, place, turns } = viewing;
  const isPicture = shown !== undefined && shapeOf(shown.mediaType) === "picture";
  const another = files.find(({ evidenceId }) => evidenceId !== shown?.evidenceId);
  const turn = shown === undefined ? 0 : (turns[shown.evidenceId] ?? 0);
  return (
    <div className="ax-viewer-bar">
      <IconButton icon="back" name={t("evidencePrevious")} onClick={commands.previous} disabled={files.length < 2} />
      <span className="ax-small ax-viewer-place">{t("evidencePlace", { place: place + 1, of: files.length })}</span>
      <IconButton icon="arrow" name={t("evidenceNext")} onClick={commands.next} disabled={files.length < 2} />
      <span className="ax-viewer-gap" />
      <IconButton
        icon="zoomOut"
        name={t("evidenceZoomOut")}
        onClick={() => commands.zoom(1 / ZOOM_STEP)}
        disabled={!isPicture}
      />
      <span className="ax-small ax-viewer-zoom" role="status">
        {t("evidenceZoom", { percent: Math.round(look.zoom * 100) })}
        {turn === 0 ? null : <span className="ax-unseen"> {t("evidenceTurned", { degrees: turn })}</span>}
      </span>
      <IconButton
        icon="zoomIn"
        name={t("evidenceZoomIn")}
        onClick={() => commands.zoom(ZOOM_STEP)}
        disabled={!isPicture}
      />
      <IconButton
        icon="box"
        name={t("evidenceWhole")}
        onClick={() => viewing.setLook(WHOLE)}
        disabled={look.zoom === 1}
      />
      <IconButton icon="rotate" name={t("evidenceTurn")} onClick={commands.turn} disabled={!isPicture} />
      <IconButton
        icon="columns"
        name={t("evidenceCompare")}
        aria-pressed={other !== undefined}
        disabled={another === undefined}
        onClick={() => viewing.setOtherId(other === undefined ? (another?.evidenceId ?? null) : null)}
      />
      {onFull === null ? null : <IconButton icon="eye" name={t("evidenceFull")} onClick={onFull} />}
    </div>
  );
}

function Thumbnails({ files, viewing }: { readonly files: readonly EvidenceFile[]; readonly viewing: Viewing }) {
  const { t } = useTranslation("pieces");
  return (
    <ul className="ax-thumbs" aria-label={t("evidenceThumbs")}>
      {files.map(({ evidenceId, mediaType, title }, at) => {
        const shape = shapeOf(mediaType);
        return (
          <li key={evidenceId}>
            <button
              type="button"
              className="ax-thumb"
              aria-current={at === viewing.place ? "true" : undefined}
              onClick={() => viewing.show(at)}
            >
              {shape === "picture" ? (
                <img src={evidenceUrl(evidenceId)} alt="" loading="lazy" />
              ) : (
                <span className="ax-thumb-other">
                  <Icon name={shape === "video" ? "play" : "file"} />
                  {t(shape === "video" ? "evidenceKinds_video" : "evidenceKinds_pdf")}
                </span>
              )}
              <span className="ax-thumb-title" aria-hidden="true">
                {title}
              </span>
              <span className="ax-unseen">{t("evidenceAlt", { title, place: at + 1, of: files.length })}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Viewer({
  files,
  viewing,
  onFull,
}: {
  readonly files: readonly EvidenceFile[];
  readonly viewing: Viewing;
  readonly onFull: (() => void) | null;
}) {
  const { t } = useTranslation("pieces");
  const { shown, other, look, turns, commands, onLook } = viewing;
  if (shown === undefined) return null;
  const alt = (file: EvidenceFile): string =>
    t("evidenceAlt", { title: file.title, place: files.indexOf(file) + 1, of: files.length });
  const stage = (file: EvidenceFile, isFirst = false) => (
    <Stage
      file={file}
      alt={alt(file)}
      look={look}
      turn={turns[file.evidenceId] ?? 0}
      onLook={onLook}
      isFirst={isFirst}
    />
  );
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    const { tagName } = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || ["INPUT", "SELECT", "TEXTAREA", "VIDEO"].includes(tagName))
      return;
    const command = KEYS[event.key];
    if (command === undefined) return;
    event.preventDefault();
    // The page around may have the same keys.
    event.nativeEvent.stopPropagation();
    command(commands);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its keys are for the controls inside
    <div className={`ax-viewer${onFull === null ? " ax-viewer-full" : ""}`} onKeyDown={keys}>
      <Bar files={files} viewing={viewing} onFull={onFull} />
      <div className={other === undefined ? "ax-stages" : "ax-stages ax-stages-two"}>
        {stage(shown, onFull === null)}
        {other === undefined ? null : stage(other)}
      </div>
      {other === undefined ? null : (
        <SelectField
          label={t("evidenceWith")}
          value={other.evidenceId}
          onChange={({ target }) => viewing.setOtherId(target.value)}
          choices={files.map((file) => ({ value: file.evidenceId, label: alt(file) }))}
        />
      )}
      <h3 className="ax-viewer-title">{shown.title}</h3>
      {shown.facts === undefined || shown.facts.length === 0 ? null : <Facts facts={shown.facts} />}
      {files.length < 2 ? null : <Thumbnails files={files} viewing={viewing} />}
    </div>
  );
}

interface EvidenceViewerProps {
  readonly files: readonly EvidenceFile[];
  readonly ref?: Ref<EvidenceCommands>;
}

/** Files with their viewer; it opens full screen, and all it does works by keyboard and by touch. */
export function EvidenceViewer({ files, ref }: EvidenceViewerProps) {
  const { t } = useTranslation("pieces");
  const viewing = useViewing(files);
  const [isFull, setFull] = useState(false);
  useImperativeHandle(ref, () => viewing.commands);
  if (files.length === 0) {
    return (
      <Empty icon="camera" title={t("evidenceNone")}>
        {t("evidenceNoneText")}
      </Empty>
    );
  }
  return (
    <>
      <Viewer files={files} viewing={viewing} onFull={() => setFull(true)} />
      <Dialog title={t("evidence")} size="full" isOpen={isFull} onClose={() => setFull(false)}>
        <Viewer files={files} viewing={viewing} onFull={null} />
      </Dialog>
    </>
  );
}
