// CoreNlp.java JOB < inputs: Stanford CoreNLP, as shared.py asks.
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreQuote;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.time.TimeAnnotations;
import edu.stanford.nlp.time.TimeAnnotator;
import edu.stanford.nlp.time.Timex;
import edu.stanford.nlp.util.CoreMap;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.json.Json;
import javax.json.JsonArrayBuilder;
import javax.json.JsonObject;
import javax.json.JsonObjectBuilder;
import javax.json.JsonString;

public class CoreNlp {
    static final int WARM = 3; // inputs of a first pass, not counted
    static final Map<String, String> STEPS = Map.of(
        "words", "tokenize",
        "tags", "tokenize,pos",
        "names", "tokenize,pos,lemma,ner",
        "times", "tokenize,pos,lemma",
        "quotes", "tokenize,pos,lemma,ner,depparse,coref,quote");

    static StanfordCoreNLP pipeline(String job, boolean isGiven) {
        Properties wanted = new Properties();
        wanted.setProperty("annotators", STEPS.get(job));
        if (isGiven) {
            wanted.setProperty("tokenize.whitespace", "true");
            wanted.setProperty("ssplit.eolonly", "true");
        } else { // a blank line ends a sentence
            wanted.setProperty("ssplit.newlineIsSentenceBreak", "two");
        }
        // The three CRFs alone: no rules for titles or numbers, no times.
        wanted.setProperty("ner.applyFineGrained", "false");
        wanted.setProperty("ner.applyNumericClassifiers", "false");
        wanted.setProperty("ner.useSUTime", "false");
        StanfordCoreNLP made = new StanfordCoreNLP(wanted);
        if (job.equals("times"))
            made.addAnnotator(new TimeAnnotator("sutime", new Properties()));
        return made;
    }

    static String textOf(JsonObject row) {
        if (row.containsKey("text"))
            return row.getString("text");
        return row.getJsonArray("sentences").stream()
            .map(words -> words.asJsonArray().stream()
                .map(word -> ((JsonString) word).getString())
                .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n"));
    }

    static CoreDocument read(StanfordCoreNLP pipeline, JsonObject row) {
        Annotation text = new Annotation(textOf(row));
        if (row.containsKey("date"))
            text.set(CoreAnnotations.DocDateAnnotation.class,
                     row.getString("date"));
        pipeline.annotate(text);
        return new CoreDocument(text);
    }

    static JsonArrayBuilder sentences(CoreDocument found) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (CoreMap sentence : found.annotation().get(
                 CoreAnnotations.SentencesAnnotation.class)) {
            JsonArrayBuilder words = Json.createArrayBuilder();
            String before = "O";
            for (CoreLabel word : sentence.get(
                     CoreAnnotations.TokensAnnotation.class)) {
                String kind = word.ner() == null ? "O" : word.ner();
                JsonArrayBuilder columns = Json.createArrayBuilder();
                columns.add(word.originalText());
                if (word.tag() == null)
                    columns.addNull();
                else
                    columns.add(word.tag());
                if (kind.equals("O"))
                    columns.addNull();
                else
                    columns.add((kind.equals(before) ? "I-" : "B-") + kind);
                before = kind;
                words.add(columns);
            }
            all.add(words);
        }
        return all;
    }

    static JsonArrayBuilder span(String text, int from, int to) {
        return Json.createArrayBuilder()
            .add(text.codePointCount(0, from)).add(text.codePointCount(0, to));
    }

    static JsonArrayBuilder times(String text, CoreDocument found) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (CoreMap time : found.annotation().get(
                 TimeAnnotations.TimexAnnotations.class)) {
            Timex timex = time.get(TimeAnnotations.TimexAnnotation.class);
            all.add(span(text,
                time.get(CoreAnnotations.CharacterOffsetBeginAnnotation.class),
                time.get(CoreAnnotations.CharacterOffsetEndAnnotation.class))
                .add(timex.value() == null ? "" : timex.value())
                .add(timex.timexType()));
        }
        return all;
    }

    static JsonArrayBuilder quotes(String text, CoreDocument found) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (CoreQuote quote : found.quotes()) {
            JsonObjectBuilder one = Json.createObjectBuilder();
            one.add("content", Json.createArrayBuilder().add(
                span(text, quote.quoteCharOffsets().first,
                     quote.quoteCharOffsets().second)));
            List<CoreLabel> who = quote.speakerTokens().orElse(List.of());
            if (!who.isEmpty())
                one.add("source", Json.createArrayBuilder().add(
                    span(text, who.get(0).beginPosition(),
                         who.get(who.size() - 1).endPosition())));
            all.add(one);
        }
        return all;
    }

    static long spentNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    }

    public static void main(String[] arguments) throws Exception {
        String job = arguments[0];
        boolean isGiven = job.equals("tags") || job.equals("names");
        List<JsonObject> rows = new ArrayList<>();
        BufferedReader input = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = input.readLine()) != null;) {
            JsonObject row = Json.createReader(new StringReader(line))
                .readObject();
            if (row.containsKey(isGiven ? "sentences" : "text"))
                rows.add(row);
        }
        StanfordCoreNLP pipeline = pipeline(job, isGiven);
        for (int i = 0; i < WARM && i < rows.size(); i++)
            read(pipeline, rows.get(i));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        long nanos = 0;
        for (JsonObject row : rows) {
            long begun = spentNanos();
            CoreDocument found = read(pipeline, row);
            nanos += spentNanos() - begun;
            JsonObjectBuilder answer = Json.createObjectBuilder()
                .add("id", row.getString("id"));
            if (job.equals("times"))
                answer.add("times", times(textOf(row), found));
            else if (job.equals("quotes"))
                answer.add("quotes", quotes(textOf(row), found));
            else
                answer.add("sentences", sentences(found));
            out.println(answer.build());
        }
        out.flush();
        System.err.println("seconds " + nanos / 1e9);
    }
}
