// Understands the process that sets documents: it sees words of strangers, and has no secrets.

import { serve } from "./serve.js";
import { typesetter } from "./typeset.js";

serve(typesetter());
