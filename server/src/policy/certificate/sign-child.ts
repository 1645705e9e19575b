// Understands the process that signs documents: it has the key, and reads nothing but documents of our own.

import { serve } from "./serve.js";
import { signPdf } from "./sign.js";

serve(signPdf);
