// Understands one version of a product: a draft that is edited, or one that was sold and never changes.

import { readProductVersion } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Answered } from "@anxin/ui/pieces/state";
import { useParams } from "react-router";
import { useRole } from "../role.js";
import { DraftPage } from "./draft-page.js";
import { SoldPage } from "./sold-page.js";
import "./actuary.css";

export function Page() {
  const { code = "", version = "" } = useParams();
  const role = useRole();
  const answer = useAnswer(readProductVersion, { path: { code, version } });
  return (
    <Answered of={answer} lines={8}>
      {(body, etag) =>
        body.draft === undefined ? (
          <SoldPage version={body} />
        ) : (
          <DraftPage
            key={`${code} ${version}`}
            product={body}
            draft={body.draft}
            etag={etag}
            canWrite={role === "actuary" || role === "admin"}
          />
        )
      }
    </Answered>
  );
}
