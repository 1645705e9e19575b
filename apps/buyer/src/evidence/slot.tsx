// Understands one slot for evidence: what belongs into it, an example, the camera, and what is in it already.

import { Button, IconButton } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { useProblemText } from "@anxin/ui/pieces/state";
import { Badge } from "@anxin/ui/pieces/words";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ofKind, type PickedFile } from "./files.js";
import { takes } from "./kinds.js";
import type { Faring, Uploads } from "./use-uploads.js";

export interface SlotShown {
  readonly kind: string;
  readonly title: string;
  readonly example: string;
  readonly minCount: number;
  readonly required: boolean;
  readonly alternativeOf: string | null;
  /** Where an example of it can be seen. */
  readonly picture: string | null;
  /** What whoever asked for it wants to see. */
  readonly note?: string;
  /** Files of it that the case has already. */
  readonly given?: number;
}

const KIB = 1_024;
const sizeOf = (bytes: number): string =>
  bytes < KIB * KIB ? `${Math.max(1, Math.round(bytes / KIB))} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`;

interface FileProps {
  readonly file: PickedFile;
  readonly faring: Faring | undefined;
  readonly preview: string | undefined;
  readonly onRetry: () => void;
  readonly onRemove: () => void;
}

function OneFile({ file, faring, preview, onRetry, onRemove }: FileProps) {
  const { t } = useTranslation(["buyer", "house"]);
  const problemText = useProblemText();
  const isPicture = file.mediaType.startsWith("image/");
  const url = preview ?? (file.evidenceId !== null && isPicture ? `/v1/evidence/${file.evidenceId}` : undefined);
  return (
    <li className="by-file">
      {url === undefined ? (
        <span className="by-file-icon">
          <Icon name={file.mediaType.startsWith("video/") ? "play" : "file"} size={24} />
        </span>
      ) : (
        <img src={url} alt="" />
      )}
      <div className="by-file-about">
        <p className="by-file-name">{file.name}</p>
        {file.evidenceId !== null ? (
          <p className="by-file-state ax-small">
            <Icon name="check" size={15} /> {t("fileSent")} · {sizeOf(file.bytes)}
          </p>
        ) : faring?.problem ? (
          <p className="by-file-problem ax-small" role="alert">
            <Icon name="warning" size={15} /> {problemText(faring.problem)}
          </p>
        ) : (
          <progress
            max={1}
            value={faring?.progress ?? 0}
            aria-label={t("fileProgress", { name: file.name })}
            className="by-progress"
          />
        )}
      </div>
      {faring?.problem ? (
        <IconButton icon="refresh" name={t("fileRetry", { name: file.name })} onClick={onRetry} />
      ) : null}
      <IconButton icon="cross" name={t("fileRemove", { name: file.name })} onClick={onRemove} />
    </li>
  );
}

/** Buttons that open the camera and the folder; the inputs themselves are named and take the focus of nobody. */
function Pickers({ slot, onPick }: { readonly slot: SlotShown; readonly onPick: (files: readonly File[]) => void }) {
  const { t } = useTranslation("buyer");
  const camera = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const { camera: shot, files, isVideo } = takes(slot.kind);
  const picked = (input: HTMLInputElement): void => {
    onPick([...(input.files ?? [])]);
    input.value = "";
  };
  return (
    <div className="by-pickers">
      <input
        ref={camera}
        type="file"
        accept={shot}
        capture="environment"
        hidden
        aria-label={t("takeOf", { title: slot.title })}
        onChange={({ target }) => picked(target)}
      />
      <input
        ref={folder}
        type="file"
        accept={files}
        multiple
        hidden
        aria-label={t("chooseOf", { title: slot.title })}
        onChange={({ target }) => picked(target)}
      />
      <Button icon={isVideo ? "play" : "camera"} onClick={() => camera.current?.click()}>
        {isVideo ? t("takeVideo") : t("takePhoto")}
        <span className="ax-unseen"> {slot.title}</span>
      </Button>
      <Button icon="file" onClick={() => folder.current?.click()}>
        {files.includes("pdf") ? t("choosePaper") : t("chooseFile")}
        <span className="ax-unseen"> {slot.title}</span>
      </Button>
    </div>
  );
}

export function Slot({ slot, uploads }: { readonly slot: SlotShown; readonly uploads: Uploads }) {
  const { t } = useTranslation(["buyer", "house"]);
  const id = useId();
  const own = ofKind(uploads.files, slot.kind);
  const given = (slot.given ?? 0) + own.filter(({ evidenceId }) => evidenceId !== null).length;
  const isFull = given >= slot.minCount;
  return (
    <section className="by-slot" aria-labelledby={id} data-kind={slot.kind}>
      <header>
        <h3 id={id}>{slot.title}</h3>
        {isFull ? (
          <Badge tone="good">{t("slotFull")}</Badge>
        ) : slot.required ? (
          <Badge tone="warn">{t("slotCount", { given, min: slot.minCount })}</Badge>
        ) : (
          <Badge>{t("house:optional")}</Badge>
        )}
      </header>
      {slot.note ? <p className="by-slot-note">{slot.note}</p> : null}
      {slot.example === "" ? null : (
        <p className="ax-quiet ax-small">
          {t("slotExample")}
          {slot.example}
        </p>
      )}
      {slot.picture === null ? null : (
        <a className="by-slot-picture" href={slot.picture} target="_blank" rel="noreferrer">
          {t("slotPicture")}
        </a>
      )}
      <ul className="by-files">
        {own.map((file) => (
          <OneFile
            key={file.id}
            file={file}
            faring={uploads.fares.get(file.id)}
            preview={uploads.previews.get(file.id)}
            onRetry={() => uploads.retry(file.id)}
            onRemove={() => uploads.remove(file.id)}
          />
        ))}
      </ul>
      <Pickers slot={slot} onPick={(picked) => uploads.pick(slot.kind, picked)} />
    </section>
  );
}
