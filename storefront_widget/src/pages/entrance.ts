/** The pages before a call: asking for one, leaving a message, coming in by a link. */
import "../components/join-form/join-form";
import "../components/message-form/message-form";
import "../components/open-browser/open-browser";
import "../components/request-form/request-form";
import "../components/seat-question/seat-question";
import "../components/sent/sent";
