// Understands the second step of a claim: photos and papers, each in its slot. What was kept since the order is there already.

import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { useTranslation } from "react-i18next";
import { ofKind, type PickedFile } from "../evidence/files.js";
import { Slot } from "../evidence/slot.js";
import type { Uploads } from "../evidence/use-uploads.js";
import type { Form } from "./draft.js";

type SlotOfForm = Form["documents"][number];

/** Slots that have to be filled come first; one that stands for another comes right after it. */
function inOrder(slots: readonly SlotOfForm[]): readonly SlotOfForm[] {
  const alone = slots.filter(({ alternativeOf }) => alternativeOf === null);
  return [...alone]
    .sort((left, right) => Number(right.required) - Number(left.required))
    .flatMap((slot) => [slot, ...slots.filter(({ alternativeOf }) => alternativeOf === slot.kind)]);
}

const countOf = (files: readonly PickedFile[], kind: string): number =>
  ofKind(files, kind).filter(({ evidenceId }) => evidenceId !== null).length;

/** Required slots that lack files; a slot that another stands for is filled by either. */
function lackingOf(slots: readonly SlotOfForm[], files: readonly PickedFile[]): readonly SlotOfForm[] {
  const isFull = ({ kind, minCount }: SlotOfForm): boolean => countOf(files, kind) >= minCount;
  return slots.filter(
    (slot) =>
      slot.required && !isFull(slot) && !slots.some((other) => other.alternativeOf === slot.kind && isFull(other)),
  );
}

interface PhotosProps {
  readonly form: Form;
  readonly uploads: Uploads;
  /** While files are on their way. */
  readonly isWaiting: boolean;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function StepPhotos({ form, uploads, isWaiting, onBack, onNext }: PhotosProps) {
  const { t } = useTranslation(["buyer", "house"]);
  const slots = inOrder(form.documents);
  const titleOf = (kind: string): string => slots.find((slot) => slot.kind === kind)?.title ?? kind;
  const needed = slots.filter(({ required, alternativeOf }) => required || alternativeOf !== null);
  const extra = slots.filter((slot) => !needed.includes(slot));
  const lacking = lackingOf(form.documents, uploads.files);
  const show = (slot: SlotOfForm) => (
    <Slot
      key={slot.kind}
      slot={{
        ...slot,
        ...(slot.alternativeOf === null ? {} : { note: t("slotInstead", { title: titleOf(slot.alternativeOf) }) }),
      }}
      uploads={uploads}
    />
  );
  return (
    <div className="by-step">
      <p className="ax-quiet">{form.documents.length === 0 ? t("photosNone") : t("photosLead")}</p>
      {uploads.preparing > 0 ? (
        <p role="status" className="ax-quiet">
          {t("preparing")}
        </p>
      ) : null}
      {needed.map(show)}
      {extra.length === 0 ? null : needed.length === 0 ? (
        extra.map(show)
      ) : (
        <details className="by-more" open={extra.some(({ kind }) => countOf(uploads.files, kind) > 0)}>
          <summary>{t("moreSlots", { count: extra.length })}</summary>
          <div>{extra.map(show)}</div>
        </details>
      )}
      {lacking.length === 0 || uploads.files.length === 0 ? null : (
        <Banner tone="info">{t("photosLack", { titles: lacking.map(({ title }) => title).join("、") })}</Banner>
      )}
      <footer className="by-step-foot">
        <Button onClick={onBack}>{t("house:previous")}</Button>
        <Button look="primary" isBusy={isWaiting} onClick={onNext}>
          {t("house:next")}
        </Button>
      </footer>
    </div>
  );
}
